using System.Net;

namespace Ward.Ingest.Feeds;

/// <summary>Takes newline-delimited lines from a request body; the HTTP edge calls it. Thread-safe.</summary>
public interface ILineIntake
{
    /// <summary>Completes when every accepted line is durable; only then may the sender hear yes.</summary>
    Task<IntakeReceipt> Accept(FeedId feed, Stream body, Assurance assurance, IPAddress? sender, CancellationToken stop);
}
