using Ward.Detect.Findings;

namespace Ward.Detect.Matching;

/// <summary>Values sought in every field and in the raw line.</summary>
/// <param name="units">One of all values; with <c>all</c> one of each.</param>
/// <param name="words">A word for each predicate, as the rule has it, for the explanation.</param>
internal sealed class KeywordNode(Unit[] units, IReadOnlyList<(Predicate Predicate, string Word)> words, bool every) : Node
{
    internal override Witness? Witness => Matching.Witness.AtLeast(every ? units.Length : 1, [.. units.Select(u => u.Witness)]);

    internal override IEnumerable<Unit> Units => units;

    internal override bool Holds(EventReader reader)
    {
        foreach (var unit in units)
            if (reader.Holds(unit) != every) return !every;
        return every;
    }

    internal override void Explain(EventReader reader, string selection, List<FieldShown> shown)
    {
        foreach (var (predicate, word) in words)
            if (!reader.IsRuledOut(predicate) && reader.Finds(predicate.Test, out var slot))
                shown.Add(new FieldShown(slot < 0 ? "line" : Texts.Of(reader.Event.NameAt(slot), Texts.ShownBytes), word, selection));
    }
}
