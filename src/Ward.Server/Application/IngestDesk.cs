using System.Net;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Server.Access;

namespace Ward.Server.Application;

/// <summary>Lines posted to a feed.</summary>
internal sealed class IngestDesk(Gate gate, ILineIntake intake)
{
    /// <summary>Bytes in one body as it is sent; what it unpacks to is bounded by the intake.</summary>
    public const long LargestBody = 64 * 1024 * 1024;

    /// <summary>Stands in a path for the feed that the token is bound to.</summary>
    public const string Own = "-";

    /// <summary>The feed to which the caller may post.</summary>
    public async Task<Answer<FeedId>> Enter(Caller who, string feed)
    {
        if (await gate.Refuses(who, Permission.Ingest) is { } refusal) return new Answer<FeedId>.Denied(refusal);
        if (feed == Own) return who.Feed is { } own
            ? new Answer<FeedId>.Ok(new FeedId(own))
            : new Answer<FeedId>.Invalid("The token is bound to no feed: name the feed in the path, or use a token that was made for one feed.");
        return who.Feed is null || who.Feed == feed
            ? new Answer<FeedId>.Ok(new FeedId(feed))
            : new Answer<FeedId>.Denied($"This token may post to the feed {who.Feed} alone.");
    }

    public Task<IntakeReceipt> Post(FeedId feed, PostedFormat format, Stream body, IPAddress? sender, CancellationToken stop) =>
        intake.Accept(feed, format, body, Assurance.Authenticated, sender, stop);
}
