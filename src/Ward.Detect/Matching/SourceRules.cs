namespace Ward.Detect.Matching;

/// <summary>The rules that look at events of a log source, with what finds those that may hold. Not thread-safe: it has room for one event's hits.</summary>
internal sealed class SourceRules
{
    private readonly FieldIndex[] fields;
    private readonly LiteralIndex? anywhere;
    private readonly LiteralTarget[] targets;
    private readonly int[] always;
    private readonly Hits hits;
    private readonly Folding folding = new();
    private readonly bool[] isFound;
    private readonly int[] found;
    private int count;

    /// <param name="Present">Rules that wait for the field to be there at all.</param>
    private sealed record FieldIndex(int Field, LiteralIndex? Literals, int[] Present);

    /// <summary>What the finding of a literal means: a predicate and its units hold, and some rules are to be looked at.</summary>
    private readonly record struct LiteralTarget(int Predicate, int[] Units, int[] Rules);

    /// <param name="rules">In the order of the set.</param>
    internal SourceRules(CompiledRule[] rules, FieldResolver resolver)
    {
        (Rules, Resolver) = (rules, resolver);
        var witnesses = rules.Select(r => r.Condition.Witness).ToArray();
        var waiting = witnesses.Select((w, rule) => (Witness: w, Rule: rule)).Where(w => w.Witness is not null).ToList();
        var byPredicate = waiting.SelectMany(w => w.Witness!.Predicates.Select(p => (Key: p, w.Rule))).ToLookup(w => w.Key, w => w.Rule);
        var byPresence = waiting.SelectMany(w => w.Witness!.Fields.Select(f => (Key: f, w.Rule))).ToLookup(w => w.Key, w => w.Rule);
        always = [.. Enumerable.Range(0, rules.Length).Where(r => witnesses[r] is null)];

        var units = rules.SelectMany(r => r.Condition.Units).SelectMany(WithGates).DistinctBy(u => u.Id).ToList();
        var unitsOf = units.SelectMany(u => u.Members.Select(m => (m.Id, Unit: u.Id))).ToLookup(p => p.Id, p => p.Unit);
        var literals = units.SelectMany(u => u.Members).Where(m => m.Literal is not null).DistinctBy(m => m.Id).ToList();
        targets = [.. literals.Select(m => new LiteralTarget(m.Id, [.. unitsOf[m.Id]], [.. byPredicate[m.Id]]))];
        var byField = literals.Select((m, number) => (m.Field, Entry: (m.Literal!, number))).ToLookup(l => l.Field, l => l.Entry);

        anywhere = Index(byField, Predicate.Anywhere);
        fields =
        [
            .. byField.Select(g => g.Key).Concat(byPresence.Select(g => g.Key)).Where(f => f != Predicate.Anywhere).Distinct().Order()
                .Select(f => new FieldIndex(f, Index(byField, f), [.. byPresence[f]])),
        ];
        (hits, isFound, found) = (new Hits(literals.Count), new bool[rules.Length], new int[rules.Length]);
    }

    internal CompiledRule[] Rules { get; }

    internal FieldResolver Resolver { get; }

    /// <summary>
    /// Answers every literal predicate over the reader's event, and gives the indices of the rules that may hold, in rising order: none
    /// that is left out does. Valid until the next call.
    /// </summary>
    internal ReadOnlySpan<int> Find(EventReader reader)
    {
        count = 0;
        foreach (var field in fields)
        {
            if (!reader.TryGet(field.Field, out var value)) continue;
            LookAt(field.Present);
            if (field.Literals is { } literals) Scan(literals, value, reader);
        }

        if (anywhere is not null)
        {
            for (var slot = 0; slot < reader.Event.FieldCount; slot++) Scan(anywhere, reader.Event.ValueAt(slot), reader);
            Scan(anywhere, reader.Event.Raw.Span, reader);
        }

        LookAt(always);
        var all = found.AsSpan(0, count);
        foreach (var rule in all) isFound[rule] = false;
        if (count > 1) all.Sort();
        return all;
    }

    private void Scan(LiteralIndex literals, ReadOnlySpan<byte> value, EventReader reader)
    {
        hits.Begin();
        literals.Find(folding.Fold(value), hits);
        foreach (var number in hits.Found)
        {
            ref readonly var target = ref targets[number];
            if (!reader.Fire(target.Predicate)) continue;
            foreach (var unit in target.Units) reader.FireUnit(unit);
            LookAt(target.Rules);
        }
    }

    private void LookAt(int[] rules)
    {
        foreach (var rule in rules)
        {
            if (isFound[rule]) continue;
            isFound[rule] = true;
            found[count++] = rule;
        }
    }

    private static LiteralIndex? Index(ILookup<int, (Literal, int)> byField, int field) => byField.Contains(field) ? new LiteralIndex([.. byField[field]]) : null;

    private static IEnumerable<Unit> WithGates(Unit unit) => [unit, .. unit.Members.Select(m => m.Gate).OfType<Unit>()];
}
