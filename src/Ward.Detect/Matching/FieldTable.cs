namespace Ward.Detect.Matching;

/// <summary>Every field name that any rule of the set uses, numbered; filled while compiling, then only read.</summary>
/// <param name="zone">In which local times are told.</param>
internal sealed class FieldTable(TimeZoneInfo zone)
{
    private readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    internal TimeZoneInfo Zone => zone;

    internal IReadOnlyList<string> Names => names;

    internal int Count => names.Count;

    internal int Add(string name)
    {
        if (byName.TryGetValue(name, out var field)) return field;
        names.Add(name);
        return byName[name] = names.Count - 1;
    }
}
