using Ward.Detect.Findings;

namespace Ward.Detect.Matching;

/// <summary>A field against its tests.</summary>
/// <param name="units">One of all values; with <c>all</c> one of each.</param>
/// <param name="whenAbsent">How many of the tests hold for a field that is not there: null, and exists with false.</param>
internal sealed class FieldNode(int field, Unit[] units, int whenAbsent, bool every, bool negated) : Node
{
    internal override Witness? Witness => negated || whenAbsent > 0 || units.Length == 0
        ? null
        : Matching.Witness.AtLeast(every ? units.Length : 1, [.. units.Select(u => u.Witness)]);

    internal override IEnumerable<Unit> Units => units;

    internal override bool Holds(EventReader reader) => Held(reader) != negated;

    internal override void Explain(EventReader reader, string selection, List<FieldShown> shown)
    {
        if (reader.TryGet(field, out var value)) shown.Add(new FieldShown(reader.PathOf(field), Texts.Of(value, Texts.ShownBytes), selection));
    }

    private bool Held(EventReader reader)
    {
        if (!reader.Has(field)) return every ? units.Length == 0 : whenAbsent > 0;
        if (!every) return units.Length > 0 && reader.Holds(units[0]);
        if (whenAbsent > 0) return false;
        foreach (var unit in units)
            if (!reader.Holds(unit)) return false;
        return true;
    }
}
