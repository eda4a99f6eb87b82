using Ward.Ingest.Journal;

namespace Ward.Ingest.Feeds;

/// <summary>Runs an outside client as a feed: its lines become arrivals, and each source's position is durable with its last line.</summary>
internal sealed class OutsideFeed(FeedInlet inlet, FeedCursors cursors, IngestOptions options, IOutsideClient client) : IFeed, IOutsideLines
{
    private readonly Dictionary<string, string> positions = cursors.FilesOf(inlet.Feed.Id);
    private readonly HashSet<string> marked = [];

    public IReadOnlyDictionary<string, string> Positions => positions;

    public Task Run(CancellationToken stop) => client.Run(inlet.Feed, this, stop);

    public async Task Keep(IReadOnlyList<OutsideLine> lines, CancellationToken stop)
    {
        var batch = new List<Arrival>(lines.Count);
        foreach (var (line, _, _) in lines)
        {
            var cut = line.Length > options.LineLimit;
            batch.Add(inlet.Make(cut ? line[..options.LineLimit] : line, cut, Assurance.Session, null));
        }

        // The last line of each source carries its position.
        marked.Clear();
        for (var i = lines.Count - 1; i >= 0; i--)
            if (marked.Add(lines[i].Source)) batch[i] = batch[i] with { Cursor = $"{lines[i].Source}/{lines[i].Position}" };
        await inlet.Append(batch, stop).ConfigureAwait(false);
        foreach (var line in lines) positions[line.Source] = line.Position;
    }

    public void Trouble(string? now) => inlet.Meter.Trouble(now);
}
