using System.Net;

namespace Ward.Ingest.Feeds;

/// <summary>Takes what is posted to a feed; the HTTP edge calls it. Thread-safe.</summary>
public interface ILineIntake
{
    /// <summary>Completes when every accepted line is durable; only then may the sender hear yes.</summary>
    /// <param name="body">Already unpacked where it came compressed; what it unpacks to is bounded here.</param>
    Task<IntakeReceipt> Accept(FeedId feed, PostedFormat format, Stream body, Assurance assurance, IPAddress? sender, CancellationToken stop);
}
