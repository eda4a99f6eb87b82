using Ward.Standards.Sigma;

namespace Ward.Detect.Silencing;

/// <summary>
/// The detectors that are no rules, as filters name them: <c>indicator:FEED</c>, <c>indicator-feed</c> (trouble with a feed), <c>baseline:NAME</c>, <c>risk:entity</c>,
/// <c>KEY:blind</c> (a correlation that gave groups up). A star stands for any run of characters.
/// </summary>
public static class Detectors
{
    /// <summary>The log source by which a filter says that it is over findings, not over the events of rules.</summary>
    public static SigmaLogSource Findings { get; } = new("", "ward", "findings");

    private static readonly string[] Families = ["indicator:", "indicator-feed", "baseline:", "risk:"];

    /// <summary>Whether it is over findings: <c>logsource: {product: ward, service: findings}</c>.</summary>
    public static bool AreMeantBy(SigmaFilter filter) =>
        filter.LogSource.Product.Equals(Findings.Product, StringComparison.OrdinalIgnoreCase) && filter.LogSource.Service.Equals(Findings.Service, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a detector of this name, which may hold stars, can be: threat feeds come and go, so a feed need not be there.</summary>
    public static bool CanBe(string name) =>
        name.EndsWith(":blind", StringComparison.Ordinal) || Families.Any(f => name.StartsWith(f, StringComparison.Ordinal) || (name.EndsWith('*') && f.StartsWith(name[..^1], StringComparison.Ordinal)));

    /// <summary>Whether the filter speaks of findings of this detector; one that names none speaks of all, rules among them.</summary>
    public static bool AreNamedBy(SigmaFilter filter, string detector) => filter.Rules.Count == 0 || filter.Rules.Any(name => Fits(name, detector));

    /// <summary>Whether the filter is about all rules of its log source, or about all detectors or all of a family of them, also those that nobody has thought of yet.</summary>
    public static bool AreWidelyMeantBy(SigmaFilter filter) =>
        filter.Rules.Count == 0 || filter.Rules.Any(name => name.IndexOf('*', StringComparison.Ordinal) is >= 0 and var star && Families.Any(f => f.StartsWith(name[..star], StringComparison.Ordinal)));

    /// <summary>Each piece between stars where it first stands: what a later place would allow, the first allows too. Linear but for the search of a piece.</summary>
    private static bool Fits(ReadOnlySpan<char> name, ReadOnlySpan<char> detector)
    {
        var star = name.IndexOf('*');
        if (star < 0) return name.SequenceEqual(detector);
        var end = name[(name.LastIndexOf('*') + 1)..];
        if (detector.Length < star + end.Length || !detector.StartsWith(name[..star], StringComparison.Ordinal) || !detector.EndsWith(end, StringComparison.Ordinal)) return false;
        var between = detector[star..^end.Length];
        foreach (var range in name[star..^end.Length].Split('*'))
        {
            var piece = name[star..^end.Length][range];
            var at = between.IndexOf(piece, StringComparison.Ordinal);
            if (at < 0) return false;
            between = between[(at + piece.Length)..];
        }

        return true;
    }
}
