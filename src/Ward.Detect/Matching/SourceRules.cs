using System.Numerics;

namespace Ward.Detect.Matching;

/// <summary>The rules that look at events of a log source, with what finds those that may hold. Not thread-safe: it has room for one event's hits.</summary>
internal sealed class SourceRules
{
    /// <summary>A shorter value is looked through faster than it is sought in the line.</summary>
    private const int WorthSeeking = 64;

    private readonly FieldIndex?[] fields;
    private readonly int[] own;
    private readonly LiteralIndex? anywhere;
    private readonly long firstKey;
    private readonly LiteralTarget[] targets;
    private readonly int[] always;
    private readonly Hits hits;
    private readonly Folding folding = new();
    private readonly ValueMemory memory;
    private readonly (int First, int Second)[] needed;
    private readonly ulong[] lookedAt;
    private readonly int[] found;

    /// <param name="Key">Tells it apart from those of all sources that share the memory.</param>
    /// <param name="Present">Rules that wait for the field to be there at all.</param>
    private sealed record FieldIndex(long Key, LiteralIndex? Literals, int[] Present);

    /// <summary>What the finding of a literal means: a predicate and its units hold, and some rules are to be looked at.</summary>
    private readonly record struct LiteralTarget(int Predicate, int[] Units, int[] Rules);

    /// <param name="rules">In the order of the set.</param>
    /// <param name="memory">Shared by the sources of one engine.</param>
    /// <param name="number">Tells apart the sources that share it.</param>
    internal SourceRules(CompiledRule[] rules, FieldResolver resolver, ValueMemory memory, int number)
    {
        (Rules, Resolver, this.memory, firstKey) = (rules, resolver, memory, (long)number << 32);
        var waiting = rules.Select((r, rule) => (r.Witness, Rule: rule)).Where(w => w.Witness is not null).ToList();
        var byPredicate = waiting.SelectMany(w => w.Witness!.Predicates.Select(p => (Key: p, w.Rule))).ToLookup(w => w.Key, w => w.Rule);
        var byPresence = waiting.SelectMany(w => w.Witness!.Fields.Select(f => (Key: f, w.Rule))).ToLookup(w => w.Key, w => w.Rule);
        always = [.. Enumerable.Range(0, rules.Length).Where(r => rules[r].Witness is null)];

        var units = rules.SelectMany(r => r.Units).DistinctBy(u => u.Id).ToList();
        var unitsOf = units.SelectMany(u => u.Members.Select(m => (m.Id, Unit: u.Id))).ToLookup(p => p.Id, p => p.Unit);
        var literals = units.SelectMany(u => u.Members).Where(m => m.Literal is not null).DistinctBy(m => m.Id).ToList();
        targets = [.. literals.Select(m => new LiteralTarget(m.Id, [.. unitsOf[m.Id]], [.. byPredicate[m.Id]]))];
        var byField = literals.Select((m, at) => (m.Field, Entry: (m.Literal!, at))).ToLookup(l => l.Field, l => l.Entry);

        anywhere = Index(byField, Predicate.Anywhere);
        fields = new FieldIndex?[resolver.FieldCount];
        foreach (var field in byField.Select(g => g.Key).Concat(byPresence.Select(g => g.Key)).Where(f => f != Predicate.Anywhere).Distinct())
            fields[field] = new FieldIndex(firstKey + field, Index(byField, field), [.. byPresence[field]]);
        needed = [.. rules.Select(r => (NeededAt(r, 0), NeededAt(r, 1)))];
        own = [.. resolver.Own.Where(f => fields[f] is not null)];
        (hits, lookedAt, found) = (new Hits(literals.Count), new ulong[(rules.Length + 63) / 64], new int[rules.Length]);
    }

    internal CompiledRule[] Rules { get; }

    internal FieldResolver Resolver { get; }

    /// <summary>
    /// Answers every literal predicate over the reader's event, and gives the indices of the rules that may hold, in rising order: none
    /// that is left out does. Valid until the next call.
    /// </summary>
    internal ReadOnlySpan<int> Find(EventReader reader)
    {
        foreach (var field in reader.Present)
            if (fields[field] is { } index && reader.TryGet(field, out var value)) Scan(index, value, reader);
        foreach (var field in own)
            if (reader.TryGet(field, out var value)) Scan(fields[field]!, value, reader);
        if (anywhere is not null) ScanAll(anywhere, reader);
        LookAt(always);
        var count = 0;
        for (var word = 0; word < lookedAt.Length; word++)
        {
            for (var left = lookedAt[word]; left != 0; left &= left - 1)
            {
                var rule = (word << 6) + BitOperations.TrailingZeroCount(left);
                var (first, second) = needed[rule];
                if ((first < 0 || reader.HasFired(first)) && (second < 0 || reader.HasFired(second))) found[count++] = rule;
            }

            lookedAt[word] = 0;
        }

        return found.AsSpan(0, count);
    }

    private void Scan(FieldIndex index, ReadOnlySpan<byte> value, EventReader reader)
    {
        LookAt(index.Present);
        if (index.Literals is { } literals) Scan(literals, index.Key, value, reader);
    }

    private void Scan(LiteralIndex literals, long key, ReadOnlySpan<byte> value, EventReader reader)
    {
        if (value.IsEmpty || value.Length > ValueMemory.MaxValue)
        {
            Take(Look(literals, value), reader);
            return;
        }

        if (!memory.TryRecall(key, value, out var known, out var tag)) memory.Keep(key, value, known = Look(literals, value), tag);
        Take(known, reader);
    }

    /// <summary>Every value and the line: a value that stands in the line as it is has nothing that the line has not, unless its edges are asked for.</summary>
    private void ScanAll(LiteralIndex literals, EventReader reader)
    {
        var line = reader.Event.Raw.Span;
        Take(Look(literals, line), reader);
        for (var slot = 0; slot < reader.Event.FieldCount; slot++)
        {
            var value = reader.Event.ValueAt(slot);
            if (value.Length < literals.Shortest || (value.Length >= WorthSeeking && !literals.HasEdges && line.IndexOf(value) >= 0)) continue;
            Scan(literals, firstKey + fields.Length, value, reader);
        }
    }

    private ReadOnlySpan<int> Look(LiteralIndex literals, ReadOnlySpan<byte> value)
    {
        hits.Begin();
        literals.Find(folding.Fold(value), hits);
        return hits.Found;
    }

    private void Take(ReadOnlySpan<int> literals, EventReader reader)
    {
        foreach (var literal in literals)
        {
            ref readonly var target = ref targets[literal];
            if (!reader.Fire(target.Predicate)) continue;
            foreach (var unit in target.Units) reader.FireUnit(unit);
            LookAt(target.Rules);
        }
    }

    private void LookAt(int[] rules)
    {
        foreach (var rule in rules) lookedAt[rule >> 6] |= 1UL << rule;
    }

    private static int NeededAt(CompiledRule rule, int place) => place < rule.Needed.Count ? rule.Needed[place].Id : -1;

    private static LiteralIndex? Index(ILookup<int, (Literal, int)> byField, int field) => byField.Contains(field) ? new LiteralIndex([.. byField[field]]) : null;
}
