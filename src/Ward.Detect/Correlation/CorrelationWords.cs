using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Correlation;

/// <summary>What a correlation expects and what it saw, in words.</summary>
internal static class CorrelationWords
{
    /// <summary>What is normal: 'fewer than 6 events of “…” from one source in 60 s'.</summary>
    internal static string Expected(CorrelationPlan plan)
    {
        var source = plan.Source;
        var where = $"{(source.GroupBy.Count == 0 ? "" : " " + string.Join(" and ", source.GroupBy.Select(Word)))} in {Durations.Text(source.Timespan)}";
        var bounds = plan.Bounds;
        return source.Type switch
        {
            SigmaCorrelationType.EventCount => $"{bounds!.Normal} {(bounds.Normal.EndsWith(" 1", StringComparison.Ordinal) ? "event" : "events")} of {Any(plan)}{where}",
            SigmaCorrelationType.ValueCount => $"{bounds!.Normal} different values of {string.Join(" and ", source.Fields)} in {Any(plan)}{where}",
            SigmaCorrelationType.ValueSum => $"a sum of {source.Fields[0]} {bounds!.NormalOfMeasure} over {Any(plan)}{where}",
            SigmaCorrelationType.ValueAverage => $"an average of {source.Fields[0]} {bounds!.NormalOfMeasure} over {Any(plan)}{where}",
            SigmaCorrelationType.ValueMedian => $"a median of {source.Fields[0]} {bounds!.NormalOfMeasure} over {Any(plan)}{where}",
            SigmaCorrelationType.ValuePercentile => $"percentile {Bounds.Text(source.Percentile)} of {source.Fields[0]} {bounds!.NormalOfMeasure} over {Any(plan)}{where}",
            _ when source.Pattern is { } pattern => $"never {CorrelationFingerprint.Text(pattern)}{(source.Type == SigmaCorrelationType.TemporalOrdered ? " in this order" : "")}{where}",
            _ when source.Condition.Count == 0 => $"never all of {string.Join(source.Type == SigmaCorrelationType.TemporalOrdered ? ", then " : " and ", plan.Titles.Select(Quoted))}{where}",
            _ => $"{bounds!.Normal} of {string.Join(source.Type == SigmaCorrelationType.TemporalOrdered ? ", then " : ", ", plan.Titles.Select(Quoted))}{where}",
        };
    }

    /// <summary>What was there: '6 in 14 s', 'average 812.5 in 5 min'.</summary>
    /// <param name="isLeast">True where more may have been there than the group remembers.</param>
    internal static string Seen(CorrelationPlan plan, double value, TimeSpan width, bool isLeast)
    {
        var figure = plan.Source.Type switch
        {
            SigmaCorrelationType.ValueCount => $"{Bounds.Text(value)} different values",
            SigmaCorrelationType.ValueSum => $"sum {Bounds.Text(value)}",
            SigmaCorrelationType.ValueAverage => $"average {Bounds.Text(value)}",
            SigmaCorrelationType.ValueMedian => $"median {Bounds.Text(value)}",
            SigmaCorrelationType.ValuePercentile => $"percentile {Bounds.Text(plan.Source.Percentile)} at {Bounds.Text(value)}",
            SigmaCorrelationType.Temporal or SigmaCorrelationType.TemporalOrdered => $"{Bounds.Text(value)} of {plan.Source.Rules.Count} rules",
            _ => Bounds.Text(value),
        };
        return $"{(isLeast ? "at least " : "")}{figure} in {Durations.Text(width)}";
    }

    private static string Any(CorrelationPlan plan) => string.Join(" or ", plan.Titles.Select(Quoted));

    private static string Quoted(string title) => $"“{title}”";

    private static string Word(string field) => FieldNames.TryFindPath(field, out var path) ? Noun(path, field) : Noun(field, field);

    private static string Noun(string path, string field) => path switch
    {
        "src_endpoint.ip" => "from one source",
        "dst_endpoint.ip" => "to one destination",
        "dst_endpoint.port" => "to one port",
        "user.name" => "for one account",
        "asset" or "device.hostname" => "on one host",
        _ => $"with one {field}",
    };
}
