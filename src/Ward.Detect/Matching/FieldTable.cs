namespace Ward.Detect.Matching;

/// <summary>Every field name that any rule of the set uses, numbered; filled while compiling, then only read.</summary>
internal sealed class FieldTable
{
    private readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);
    private readonly List<FieldPlan> plans = [];

    internal int Count => plans.Count;

    internal FieldPlan this[int field] => plans[field];

    internal int Add(string name)
    {
        if (byName.TryGetValue(name, out var field)) return field;
        plans.Add(FieldPlan.For(name));
        return byName[name] = plans.Count - 1;
    }
}
