using System.Text;

namespace Ward.Detect.Matching;

/// <summary>All literals of one field: a value is looked through once for all of them. Immutable, thread-safe.</summary>
internal sealed class LiteralIndex
{
    private readonly EdgeIndex? starts;
    private readonly EdgeIndex? ends;
    private readonly GramIndex[] grams;
    private readonly int[] beyond;

    internal LiteralIndex(IReadOnlyList<(Literal Literal, int Number)> literals)
    {
        starts = Edge(literals, Literal.Place.Start, withWhole: true);
        ends = Edge(literals, Literal.Place.End, withWhole: false);
        beyond = [.. literals.Where(l => l.Literal.Where == Literal.Place.Beyond).Select(l => l.Number)];
        grams =
        [
            .. literals.Where(l => l.Literal.Where == Literal.Place.Anywhere)
                .GroupBy(l => Math.Min(l.Literal.Folded.Length, 4)).OrderBy(g => g.Key).Select(g => new GramIndex([.. g], g.Key)),
        ];
    }

    /// <param name="folded">From <see cref="Folding.Fold"/>.</param>
    internal void Find(ReadOnlySpan<byte> folded, Hits hits)
    {
        starts?.Find(folded, hits);
        ends?.Find(folded, hits);
        foreach (var index in grams) index.Find(folded, hits);
        if (beyond.Length > 0 && !Ascii.IsValid(folded))
            foreach (var number in beyond) hits.Add(number);
    }

    private static EdgeIndex? Edge(IReadOnlyList<(Literal Literal, int Number)> literals, Literal.Place place, bool withWhole)
    {
        var some = literals.Where(l => l.Literal.Where == place || (withWhole && l.Literal.Where == Literal.Place.Whole)).ToList();
        return some.Count == 0 ? null : new EdgeIndex(some, place == Literal.Place.End);
    }
}
