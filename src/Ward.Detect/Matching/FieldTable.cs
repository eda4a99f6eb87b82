namespace Ward.Detect.Matching;

/// <summary>Every field name that any rule of the set uses, numbered; filled while compiling, then only read.</summary>
internal sealed class FieldTable
{
    private readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    internal IReadOnlyList<string> Names => names;

    internal int Count => names.Count;

    internal int Add(string name)
    {
        if (byName.TryGetValue(name, out var field)) return field;
        names.Add(name);
        return byName[name] = names.Count - 1;
    }
}
