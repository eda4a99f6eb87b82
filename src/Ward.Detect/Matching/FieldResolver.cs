using System.Text;
using Ward.Ingest;

namespace Ward.Detect.Matching;

/// <summary>
/// Which of the rules' fields each value of an event is, for one log source: known fields by their id, others by their name, in one
/// pass over the event. Immutable, thread-safe.
/// </summary>
internal sealed class FieldResolver
{
    /// <summary>Beyond every place in a plan: a name that fits only when spaces are taken out.</summary>
    private const byte PackedPlace = 200;

    private readonly FieldPlan[] plans;
    private readonly Target[]?[] byKnown = new Target[]?[Fields.Count];
    private readonly NameIndex<Target[]> byName;

    /// <param name="Place">The smaller, the better; the first of equals counts.</param>
    internal readonly record struct Target(int Field, byte Place);

    internal FieldResolver(FieldTable fields, LogSource source)
    {
        plans = [.. fields.Names.Select(n => FieldPlan.For(n, source))];
        var (known, named) = (new Dictionary<int, List<Target>>(), new Dictionary<string, List<Target>>(StringComparer.Ordinal));
        for (var field = 0; field < plans.Length; field++)
        {
            var plan = plans[field];
            if (plan.Own is not null) continue;
            byte place = 0;
            foreach (var id in plan.Known) Add(known, id.Value, new Target(field, place++));
            foreach (var name in plan.Names) Add(named, Encoding.UTF8.GetString(name), new Target(field, place++));
            Add(named, Encoding.UTF8.GetString(plan.Packed), new Target(field, PackedPlace));
        }

        // A name with spaces is itself and what it is without them.
        foreach (var (name, targets) in named.Where(n => n.Key.Contains(' ', StringComparison.Ordinal)).ToList())
            targets.AddRange(named.GetValueOrDefault(name.Replace(" ", "", StringComparison.Ordinal), []).Where(t => t.Place == PackedPlace).Where(t => !targets.Contains(t)).ToList());
        foreach (var (id, targets) in known) byKnown[id] = [.. targets];
        byName = new NameIndex<Target[]>(named.Select(n => (Encoding.UTF8.GetBytes(n.Key), n.Value.ToArray())));
    }

    internal FieldPlan this[int field] => plans[field];

    /// <summary>The fields that the value in this slot may be; a name with spaces is asked for without them too.</summary>
    internal ReadOnlySpan<Target> At(Event e, int slot, Span<byte> scratch)
    {
        if (e.FieldAt(slot) is var id && id != FieldId.Unmapped) return byKnown[id.Value];
        var name = e.NameAt(slot);
        if (byName.Find(name) is { } found) return found;
        if (name.Length > scratch.Length || name.IndexOf((byte)' ') < 0) return default;
        var length = 0;
        foreach (var b in name)
            if (b != ' ') scratch[length++] = b;
        return byName.Find(scratch[..length]);
    }

    private static void Add<TKey>(Dictionary<TKey, List<Target>> table, TKey key, Target target)
        where TKey : notnull
    {
        if (!table.TryGetValue(key, out var list)) table[key] = list = [];
        list.Add(target);
    }
}
