namespace Ward.Standards.OpenC2;

/// <summary>Results of a response (section 3.3.2.2); at least one part is given.</summary>
/// <param name="RateLimit">Requests per minute.</param>
public sealed record OpenC2Results(
    IReadOnlyList<string>? Versions,
    IReadOnlyList<string>? Profiles,
    IReadOnlyList<(OpenC2Action Action, IReadOnlyList<string> Targets)>? Pairs,
    decimal? RateLimit,
    SlpfResult? Slpf,
    IReadOnlyList<OpenC2Extension> Extensions)
{
    public static OpenC2Results Of(OpenC2Extension extension) => new(null, null, null, null, null, [extension]);

    public bool Equals(OpenC2Results? other) => other is not null
        && Same(Versions, other.Versions) && Same(Profiles, other.Profiles) && RateLimit == other.RateLimit && Slpf == other.Slpf
        && Extensions.SequenceEqual(other.Extensions) && SamePairs(other.Pairs);

    public override int GetHashCode() => HashCode.Combine(RateLimit, Slpf, Extensions.Count);

    private static bool Same(IReadOnlyList<string>? a, IReadOnlyList<string>? b) =>
        a is null ? b is null : b is not null && a.SequenceEqual(b, StringComparer.Ordinal);

    private bool SamePairs(IReadOnlyList<(OpenC2Action Action, IReadOnlyList<string> Targets)>? other) =>
        Pairs is null ? other is null
        : other is not null && Pairs.Count == other.Count && Pairs.Zip(other).All(p => p.First.Action == p.Second.Action && Same(p.First.Targets, p.Second.Targets));
}
