using System.Globalization;
using Ward.Detect.Matching;
using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Correlation;

/// <summary>An event_count correlation, compiled. Immutable.</summary>
/// <param name="Exactly">True where the count must be equal, false where it may be more.</param>
/// <param name="Threshold">The number of events, 1 or more.</param>
/// <param name="Counted">The titles of the rules counted, in quotation marks.</param>
internal sealed record EventCount(SigmaCorrelation Source, RuleFacts Facts, bool Exactly, int Threshold, string Counted)
{
    internal long Span { get; } = Source.Timespan.Ticks;

    /// <summary>What the rules counted ask: the same text for the same questions.</summary>
    internal string Content { get; init; } = "";

    /// <summary>How many of the newest moments decide: one more than the threshold tells equal from more.</summary>
    internal int Remembered => Exactly ? Threshold + 1 : Threshold;

    /// <summary>Changes with everything that gives the saved state its meaning.</summary>
    internal string Fingerprint => string.Create(
        CultureInfo.InvariantCulture,
        $"{Facts.Detector}\n{Span}\n{Exactly}\n{Threshold}\n{string.Join('\n', Source.GroupBy)}\n\n{string.Join('\n', Source.Rules)}\n\n{Content}");

    /// <summary>What is normal, in words: 'fewer than 6 events of “…” from one source in 60 s'.</summary>
    internal string Expected =>
        $"{(Exactly ? "any number other than" : "fewer than")} {Threshold} {(Threshold == 1 ? "event" : "events")} of {Counted}{Grouping} in {Durations.Text(Source.Timespan)}";

    /// <summary>True where the newest moments, counted from the given one on, meet the condition.</summary>
    internal bool Holds(TimeRing moments, long from) =>
        moments.Reaches(Threshold, from) && !(Exactly && moments.Reaches(Threshold + 1, from));

    private string Grouping => Source.GroupBy.Count == 0 ? "" : " " + string.Join(" and ", Source.GroupBy.Select(Word));

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
