using System.Numerics;
using Ward.Detect.Matching;
using Ward.Standards.Sigma;

namespace Ward.Detect.Correlation;

/// <summary>A correlation, compiled. Immutable.</summary>
/// <param name="Content">Changes with what the rules looked at say.</param>
/// <param name="Titles">Titles of the rules looked at, in the order of <see cref="SigmaCorrelation.Rules"/>.</param>
/// <param name="Bounds">Null where a temporal correlation states a pattern.</param>
/// <param name="Ways">For an ordered one, in which ways it can be met; null otherwise.</param>
/// <param name="Speaks">False where only other correlations use it.</param>
/// <param name="ExportAt">For each field that its findings hand up, the index among group-by, or beyond these among the carried ones.</param>
/// <param name="Parents">The correlations that look at it.</param>
internal sealed record CorrelationPlan(
    SigmaCorrelation Source, string Content, RuleFacts Facts, Judging Judging, IReadOnlyList<string> Titles, Bounds? Bounds, IReadOnlyList<Sequences.Way>? Ways,
    bool Speaks, IReadOnlyList<int> ExportAt, IReadOnlyList<CompiledRule.Count> Parents)
{
    internal long Span { get; } = Source.Timespan.Ticks;

    internal bool IsTemporal => Source.Type is SigmaCorrelationType.Temporal or SigmaCorrelationType.TemporalOrdered;

    /// <summary>True where occurrences carry a number.</summary>
    internal bool IsNumeric => Source.Type is SigmaCorrelationType.ValueSum or SigmaCorrelationType.ValueAverage or SigmaCorrelationType.ValueMedian or SigmaCorrelationType.ValuePercentile;

    /// <summary>Of a temporal one: whether these rules, as bits, are enough.</summary>
    private Func<ulong, bool> Seen { get; } = Source.Pattern is { } pattern ? RulesSeen.Compile(pattern, Source.Rules) : rules => Bounds!.Hold(BitOperations.PopCount(rules));

    /// <summary>Changes with everything that gives the saved state its meaning.</summary>
    internal string Fingerprint { get; } = CorrelationFingerprint.Of(Source, Content);

    /// <param name="exact">Numbers up to which a percentile is exact.</param>
    internal IMeasure CreateMeasure(int exact) => Source.Type switch
    {
        SigmaCorrelationType.EventCount => new CountMeasure(Bounds!),
        SigmaCorrelationType.ValueCount => new DistinctMeasure(Bounds!),
        SigmaCorrelationType.ValueSum => new SumMeasure(Bounds!, mean: false),
        SigmaCorrelationType.ValueAverage => new SumMeasure(Bounds!, mean: true),
        SigmaCorrelationType.ValueMedian or SigmaCorrelationType.ValuePercentile => new QuantileMeasure(Bounds!, Source.Percentile, exact),
        SigmaCorrelationType.Temporal => new PresenceMeasure(Source.Rules.Count, Seen),
        SigmaCorrelationType.TemporalOrdered => Ways is null ? new PresenceMeasure(Source.Rules.Count, Seen) : new SequenceMeasure(Source.Rules.Count, Ways),
        _ => throw new InvalidOperationException($"Unknown type {Source.Type}."),
    };
}
