using System.Net;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Server.Access;

namespace Ward.Server.Application;

/// <summary>Lines posted to a feed.</summary>
internal sealed class IngestDesk(Gate gate, ILineIntake intake)
{
    /// <summary>Bytes in one body.</summary>
    public const long LargestBody = 64 * 1024 * 1024;

    public async Task<Answer<IntakeReceipt>> Post(Caller who, string feed, Stream body, IPAddress? sender, CancellationToken stop) =>
        await gate.Refuses(who, Permission.Ingest) is { } refusal
            ? new Answer<IntakeReceipt>.Denied(refusal)
            : new Answer<IntakeReceipt>.Ok(await intake.Accept(new FeedId(feed), body, Assurance.Authenticated, sender, stop));
}
