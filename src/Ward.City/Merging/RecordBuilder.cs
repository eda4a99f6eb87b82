using System.Globalization;

namespace Ward.City.Merging;

/// <summary>Gathers the fields of a record; what is null or empty is left out, and so is what is said twice.</summary>
public sealed class RecordBuilder(CityPart part, string key, Provenance from)
{
    private readonly Dictionary<string, IReadOnlyList<string>> fields = new(StringComparer.Ordinal);

    public RecordBuilder With(string field, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) fields[field] = [value.Trim()];
        return this;
    }

    public RecordBuilder With(string field, double? value) => With(field, value?.ToString(CultureInfo.InvariantCulture));

    public RecordBuilder With(string field, bool? value) => With(field, value switch { true => "true", false => "false", null => null });

    public RecordBuilder With(string field, IEnumerable<string> values)
    {
        IReadOnlyList<string> several = [.. values.Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v.Trim()).Distinct(StringComparer.Ordinal)];
        if (several.Count > 0) fields[field] = several;
        return this;
    }

    public CityRecord Build() => new(part, key, from, fields);
}
