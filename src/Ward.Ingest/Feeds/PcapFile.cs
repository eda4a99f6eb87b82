using Ward.Ingest.Journal;
using Ward.Ingest.Packets;
using Ward.Ingest.Packets.Capture;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Reads a capture file from its beginning, and what is added to it while it grows; a new file under the same name is read anew. Once the file
/// has been quiet for a while its flows are ended. A restart continues after the last unit that is durable; only summaries of flows may come
/// twice, where the process was killed while it ended them.
/// </summary>
internal sealed class PcapFile(FeedInlet inlet, FeedCursors cursors, IngestOptions options) : IFeed
{
    private const int BatchUnits = 512, BatchBytes = 1 << 20;
    private readonly string path = Path.GetFullPath(inlet.Feed.Path ?? throw new ArgumentException($"Feed {inlet.Feed.Id} names no path."));
    private readonly List<Arrival> batch = [];
    private readonly UnitBatch units = new();
    private readonly PacketCounts counts = new();
    private string? last;

    /// <summary>The limits of reading packets that a feed and the chapter's options give: a unit with its head fits into a line.</summary>
    public static PacketOptions Limits(FeedOptions feed, IngestOptions options)
    {
        var most = new PacketOptions();
        return most with { Ports = feed.Ports, UnitLimit = Math.Clamp(options.LineLimit - 512, 64, most.UnitLimit) };
    }

    public async Task Run(CancellationToken stop)
    {
        inlet.Meter.Packets = counts;
        last ??= cursors.Of(inlet.Feed.Id);
        while (true)
        {
            FileStream file;
            try
            {
                file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                inlet.Meter.Trouble($"{path} is missing");
                await Task.Delay(options.Poll, inlet.Time, stop).ConfigureAwait(false);
                continue;
            }

            await using (file.ConfigureAwait(false)) await Follow(file, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Reads until another file has the name.</summary>
    private async Task Follow(FileStream file, CancellationToken stop)
    {
        if (!FileIdentity.TryOf(file.SafeFileHandle, out var identity)) throw new IOException($"{path} cannot be identified.");
        inlet.Meter.Trouble(null);
        var stands = PcapCursor.TryParse(last, out var stood) && stood.File == identity && stood.Offset <= file.Length ? stood : new PcapCursor(identity, 0, 0);
        var (known, leaveOut) = (stands with { Units = 0 }, stands.Units);
        var reader = new CaptureReader(file);
        var pipeline = new PacketPipeline(Limits(inlet.Feed, options), units, counts);
        units.Clear();
        var fresh = true;
        var quietSince = inlet.Time.GetUtcNow();
        while (true)
        {
            var read = reader.Next();
            if (read == CaptureRead.Packet)
            {
                // Before the offset only the file's own words (interfaces, byte order) matter.
                if (reader.Position <= known.Offset) continue;
                pipeline.Take(reader.Link, reader.Micros, reader.Packet, reader.OriginalLength);
                (fresh, quietSince) = (false, inlet.Time.GetUtcNow());
                if (units.Count >= BatchUnits || units.Bytes >= BatchBytes) (known, leaveOut) = await Keep(known, leaveOut, stop).ConfigureAwait(false);
                continue;
            }

            (known, leaveOut) = await Keep(known, leaveOut, stop).ConfigureAwait(false);
            if (read == CaptureRead.Broken) inlet.Meter.Trouble($"{path}: {reader.Trouble}");
            var replaced = FileIdentity.TryOf(path, out var now) && now != identity;
            if (!fresh && (replaced || read == CaptureRead.Broken || inlet.Time.GetUtcNow() - quietSince >= options.RotatedGrace))
            {
                known = await Finish(pipeline, known, leaveOut, reader.Position, stop).ConfigureAwait(false);
                (fresh, leaveOut) = (true, 0);
            }

            if (replaced) return;
            await Task.Delay(options.Poll, inlet.Time, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps what is new; returns where the feed stands, and how many units are still to be left out.</summary>
    private async Task<(PcapCursor Stands, long LeaveOut)> Keep(PcapCursor stands, long leaveOut, CancellationToken stop)
    {
        batch.Clear();
        for (var i = 0; i < units.Count; i++)
        {
            stands = stands with { Units = stands.Units + 1 };
            if (leaveOut > 0) leaveOut--;
            else batch.Add(inlet.Make(units.LineAt(i), false, Assurance.Authenticated, null) with { Cursor = stands.ToString() });
        }

        if (batch.Count > 0)
        {
            await inlet.Append(batch, stop).ConfigureAwait(false);
            last = batch[^1].Cursor;
        }

        units.Clear();
        return (stands, leaveOut);
    }

    /// <summary>Ends the flows; only the last unit moves the position, to where the next packet will stand.</summary>
    private async Task<PcapCursor> Finish(PacketPipeline pipeline, PcapCursor stands, long leaveOut, long position, CancellationToken stop)
    {
        pipeline.Flush();
        var next = new PcapCursor(stands.File, position, 0);
        batch.Clear();
        for (var i = (int)Math.Min(leaveOut, units.Count); i < units.Count; i++) batch.Add(inlet.Make(units.LineAt(i), false, Assurance.Authenticated, null));
        if (batch.Count > 0)
        {
            batch[^1] = batch[^1] with { Cursor = next.ToString() };
            await inlet.Append(batch, stop).ConfigureAwait(false);
            last = batch[^1].Cursor;
        }

        units.Clear();
        return next;
    }
}
