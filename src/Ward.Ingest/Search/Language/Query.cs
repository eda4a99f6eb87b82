using System.Globalization;

namespace Ward.Ingest.Search.Language;

/// <summary>A question to the event store, as parsed (docs/reference/search.md). Printing it and parsing that gives the same question.</summary>
/// <param name="Time">Which part of history, by the events' own time.</param>
/// <param name="Summary">Null where the events themselves are asked for.</param>
/// <param name="Order">Null for the newest first, or for a summary the first measure's largest first.</param>
/// <param name="Limit">At most this many rows; null leaves it to whoever asks.</param>
public sealed record Query(TimeRange Time, Condition Where, Summary? Summary, Order? Order, int? Limit)
{
    /// <summary>The largest limit that may be asked for.</summary>
    public const int LargestLimit = 1_000_000;

    /// <summary>Rows where nobody says how many.</summary>
    public const int DefaultLimit = 1_000;

    /// <summary>Everything, newest first.</summary>
    public static Query Everything { get; } = new(new TimeRange.Always(), new Condition.Any(), null, null, null);

    public override string ToString()
    {
        var parts = new List<string>();
        if (Where is not Condition.Any) parts.Add(Where.Print(Condition.Binding.Or));
        if (Time.ToString() is { Length: > 0 } time) parts.Add(time);
        if (Summary is not null) parts.Add("| " + Summary);
        if (Order is not null) parts.Add("| sort " + Order);
        if (Limit is { } limit) parts.Add(string.Create(CultureInfo.InvariantCulture, $"| limit {limit}"));
        return string.Join(' ', parts);
    }
}
