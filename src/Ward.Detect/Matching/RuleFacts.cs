using Ward.Detect.Findings;
using Ward.Standards.Attack;
using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

/// <summary>What a rule's findings say whatever the event.</summary>
internal sealed record RuleFacts(string Detector, string Title, Severity Severity, IReadOnlyList<string> Techniques, Meaning Meaning)
{
    /// <summary>What is normal, in words, for a rule that one event satisfies.</summary>
    internal string Expected { get; init; } = $"no event of “{Title}”";

    /// <summary>By the rule's status; above 0 to 1.</summary>
    internal double Confidence { get; init; } = 1;

    internal static RuleFacts Of(SigmaHeader header) => new(
        header.Key,
        header.Title,
        SeverityOf(header.Level),
        [.. header.Tags.Select(AttackTechniques.OfTag).OfType<string>().Distinct()],
        RuleMeaning.Of(header)) { Confidence = ConfidenceOf(header.Status) };

    /// <summary>A correlation says what it states itself and, where it states nothing, what the rules that it counts say.</summary>
    internal static RuleFacts Of(SigmaHeader header, IReadOnlyList<SigmaHeader> counted)
    {
        var level = header.Level == SigmaLevel.Unstated ? counted.Max(c => c.Level) : header.Level;
        var tags = header.Tags.Count > 0 ? header.Tags : [.. counted.SelectMany(c => c.Tags).Distinct()];
        var meaning = header.Meaning ?? (header.Tags.Count > 0 ? null : counted.Select(c => c.Meaning).FirstOrDefault(m => m is not null));
        return Of(header with { Level = level, Tags = tags, Meaning = meaning });
    }

    private static Severity SeverityOf(SigmaLevel level) => level switch
    {
        SigmaLevel.Informational => Severity.Informational,
        SigmaLevel.Low => Severity.Low,
        SigmaLevel.Medium or SigmaLevel.Unstated => Severity.Medium,
        SigmaLevel.High => Severity.High,
        SigmaLevel.Critical => Severity.Critical,
        _ => throw new InvalidOperationException($"Unknown level {level}."),
    };

    /// <summary>What the specification says of a status, as a share: a rule that nobody has tried yet counts for less than one that ran for a year.</summary>
    private static double ConfidenceOf(SigmaStatus status) => status switch
    {
        SigmaStatus.Stable => 1,
        SigmaStatus.Test or SigmaStatus.Unstated => 0.9,
        SigmaStatus.Experimental => 0.7,
        SigmaStatus.Deprecated or SigmaStatus.Unsupported => 0.3,
        _ => throw new InvalidOperationException($"Unknown status {status}."),
    };
}
