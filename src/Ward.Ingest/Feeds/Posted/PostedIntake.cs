using System.Net;
using Ward.Ingest.Forms;

namespace Ward.Ingest.Feeds.Posted;

/// <summary>
/// Bodies posted to HTTP feeds, whatever protocol their senders speak: who may send, how much is held at once over all senders, how fast, and
/// that a line is durable before its sender hears yes. Thread-safe.
/// </summary>
internal sealed class PostedIntake(IReadOnlyDictionary<FeedId, FeedInlet> inlets, IngestOptions options) : ILineIntake
{
    private readonly PostedBudget budget = new(options.BodiesLimit);

    public async Task<IntakeReceipt> Accept(FeedId feed, PostedFormat format, Stream body, Assurance assurance, IPAddress? sender, CancellationToken stop)
    {
        if (!inlets.TryGetValue(feed, out var inlet) || inlet.Feed.Kind != FeedKind.Http) return new IntakeReceipt.NoSuchFeed(feed);
        if (sender is not null) sender = SenderFilter.Plain(sender);
        if (inlet.Feed.From.Count > 0 && (sender is null || !inlet.Feed.Names(sender)))
        {
            inlet.Meter.Dropped(DropReason.Sender);
            return new IntakeReceipt.Refused(0, "this sender is not listed for the feed");
        }

        // Before the body is read, so that whoever is too fast costs next to nothing.
        if (inlet.Pace?.Wait is { } wait && wait > TimeSpan.Zero) return Refuse(inlet, new IntakeReceipt.TooFast(wait));
        using var posted = new PostedBody(budget, options);
        if (await posted.Read(body, stop).ConfigureAwait(false) is { } unread) return Refuse(inlet, unread);
        return Reader(format).Read(posted) is { } refused ? Refuse(inlet, refused) : await Keep(inlet, posted, assurance, sender, stop).ConfigureAwait(false);
    }

    private static async Task<IntakeReceipt> Keep(FeedInlet inlet, PostedBody posted, Assurance assurance, IPAddress? sender, CancellationToken stop)
    {
        var lines = posted.Lines.Count;
        if (lines > 0 && inlet.Pace?.TryTake(lines) == false) return Refuse(inlet, new IntakeReceipt.TooFast(inlet.Pace.Wait));
        try
        {
            var batch = new List<Journal.Arrival>(lines);
            foreach (var (line, cut) in posted.Lines) batch.Add(inlet.Make(line, cut, assurance, sender));
            if (lines > 0) await inlet.AppendOnce(batch, stop).ConfigureAwait(false);
            inlet.Meter.Trouble(null);
            inlet.Meter.Dropped(DropReason.Item, posted.Refused);
            return new IntakeReceipt.Accepted(lines) { Items = posted.Items, NotKept = posted.Refused, Reason = posted.Reason };
        }
        catch (IOException e)
        {
            inlet.Meter.Trouble(e.Message);
            return Refuse(inlet, new IntakeReceipt.Unavailable(e.Message));
        }
    }

    private static IntakeReceipt Refuse(FeedInlet inlet, IntakeReceipt why)
    {
        inlet.Meter.Refused();
        return why;
    }

    private static IPostedReader Reader(PostedFormat format) => format switch
    {
        PostedFormat.Ndjson => new NdjsonReader(),
        PostedFormat.ElasticBulk => new ElasticBulkReader(),
        PostedFormat.SplunkEvents => new SplunkEventReader(),
        PostedFormat.SplunkRaw => new SplunkRawReader(),
        PostedFormat.OtlpProtobuf => new OtlpProtobufReader(),
        PostedFormat.OtlpJson => new OtlpJsonReader(),
        PostedFormat.JsonDocuments => new DocumentReader(SourceForm.Json),
        PostedFormat.XmlDocuments => new DocumentReader(SourceForm.Xml),
        PostedFormat.EventLog => new DocumentReader(SourceForm.EventLog),
        _ => throw new InvalidOperationException($"unknown format {format}"),
    };
}
