using Ward.Standards.Ocsf;

namespace Ward.Standards.Tests.Ocsf;

/// <summary>The lookups in the same words as <see cref="SourceFacts"/>.</summary>
internal static class TableFacts
{
    internal static IEnumerable<string> Of(OcsfItem item)
    {
        var of = item as OcsfClass;
        yield return string.Join('|', of?.Uid.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", item.Name, item.Caption, of?.Category.Uid ?? 0, string.Join('>', item.Extends), string.Join(',', item.Profiles), item.Extension,
            string.Join(';', item.Constraints.Select(c => $"{(c.JustOne ? "just_one" : "at_least_one")}:{string.Join(',', c.Paths)}")), item.DeprecatedSince);
        foreach (var a in item.Attributes.Values)
        {
            var values = new SortedDictionary<string, string>(a.Values.ToDictionary(v => v.Key, v => v.Value.Caption + (v.Value.DeprecatedSince is { } since ? "!" + since : "")), StringComparer.Ordinal);
            yield return $"{item.Name}.{a.Name}|{new SourceFacts.Attribute(a.Nested?.Name ?? a.Type.Name, a.IsArray, a.Requirement.ToString().ToLowerInvariant(), string.Join(',', a.Profiles), a.Sibling, a.DeprecatedSince, values)}";
        }
    }
}
