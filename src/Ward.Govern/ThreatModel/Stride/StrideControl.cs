namespace Ward.Govern.ThreatModel.Stride;

/// <summary>What stands against a threat at an element, or leaves it open.</summary>
/// <param name="Because">In words; never empty.</param>
/// <param name="Grounds">What leaves it open, one thing each, sorted and unique; empty exactly where it is not open.</param>
internal sealed record StrideControl(StrideState State, IReadOnlyList<string> Because, IReadOnlyList<string> Grounds)
{
    public static StrideControl Guarded(string because) => new(StrideState.Guarded, [because], []);

    public static StrideControl Unknown(string because) => new(StrideState.Unknown, [because], []);

    public static StrideControl Open(IReadOnlyList<string> because, IEnumerable<string> grounds) => new(StrideState.Open, because, [.. grounds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>Open by each flaw that is there; as it otherwise is where none is.</summary>
    public static StrideControl By(StrideControl otherwise, params Flaw[] flaws) => flaws.Where(f => f.Names.Count > 0).ToList() is { Count: > 0 } there
        ? Open([.. there.Select(f => $"{f.Words}: {string.Join(", ", f.Names)}")], there.SelectMany(f => f.Names.Select(n => f.Sort + n)))
        : otherwise;

    /// <param name="Words">What is wrong with those that are named.</param>
    /// <param name="Names">None where the flaw is not there.</param>
    /// <param name="Sort">Stands before each name where it is a ground, with the space.</param>
    public readonly record struct Flaw(string Words, IReadOnlyList<string> Names, string Sort);
}
