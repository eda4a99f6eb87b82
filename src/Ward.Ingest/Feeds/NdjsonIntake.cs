using System.Net;
using System.Text.Json;
using System.Text.Unicode;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Feeds;

/// <summary>Posted bodies of newline-delimited JSON objects, all or nothing. Memory is bounded over all senders together. Thread-safe.</summary>
internal sealed class NdjsonIntake(IReadOnlyDictionary<FeedId, FeedInlet> inlets, IngestOptions options) : ILineIntake
{
    private const int FirstSize = 64 << 10;
    private long held;

    public async Task<IntakeReceipt> Accept(FeedId feed, Stream body, Assurance assurance, IPAddress? sender, CancellationToken stop)
    {
        if (!inlets.TryGetValue(feed, out var inlet) || inlet.Feed.Kind != FeedKind.Http) return new IntakeReceipt.NoSuchFeed(feed);
        if (sender is not null) sender = SenderFilter.Plain(sender);
        if (inlet.Feed.From.Count > 0 && (sender is null || !inlet.Feed.Names(sender)))
        {
            inlet.Meter.Dropped();
            return new IntakeReceipt.Refused(0, "this sender is not listed for the feed");
        }

        var taken = 0L;
        try
        {
            var buffer = Array.Empty<byte>();
            var lines = new List<Range>();
            var (end, start, number) = (0, 0, 0);
            while (true)
            {
                if (end == buffer.Length)
                {
                    var size = Math.Min(Math.Max(FirstSize, buffer.Length * 2), options.BodyLimit + 1);
                    if (!TryHold(size - buffer.Length, ref taken)) return new IntakeReceipt.Unavailable("too much is being posted at once");
                    Array.Resize(ref buffer, size);
                }

                int read;
                try
                {
                    read = await body.ReadAsync(buffer.AsMemory(end), stop).ConfigureAwait(false);
                }
                catch (IOException e)
                {
                    return new IntakeReceipt.Refused(0, $"the body broke off: {e.Message}");
                }

                var from = end;
                end += read;
                if (end > options.BodyLimit) return new IntakeReceipt.Refused(0, $"the body is longer than {options.BodyLimit} bytes");
                for (int found; (found = buffer.AsSpan(from, end - from).IndexOf((byte)'\n')) >= 0; start = from = from + found + 1)
                    if (Refuse(buffer, start, from + found, ++number, lines) is { } bad) return bad;
                if (end - start > options.LineLimit + 1) return new IntakeReceipt.Refused(number + 1, $"the line is longer than {options.LineLimit} bytes");
                if (read == 0) break;
            }

            if (Refuse(buffer, start, end, number + 1, lines) is { } last) return last;
            var batch = new List<Arrival>(lines.Count);
            foreach (var line in lines) batch.Add(inlet.Make(buffer.AsMemory(line), false, assurance, sender));
            if (batch.Count > 0) await inlet.AppendOnce(batch, stop).ConfigureAwait(false);
            inlet.Meter.Trouble(null);
            return new IntakeReceipt.Accepted(batch.Count);
        }
        catch (IOException e)
        {
            inlet.Meter.Trouble(e.Message);
            return new IntakeReceipt.Unavailable(e.Message);
        }
        finally
        {
            Interlocked.Add(ref held, -taken);
        }
    }

    /// <summary>Notes the line where it is one JSON object; an empty line is passed over.</summary>
    private IntakeReceipt.Refused? Refuse(byte[] buffer, int start, int end, int number, List<Range> lines)
    {
        if (end > start && buffer[end - 1] == '\r') end--;
        var line = buffer.AsSpan(start, end - start);
        if (line.Trim(" \t"u8).Length == 0) return null;
        if (line.Length > options.LineLimit) return new IntakeReceipt.Refused(number, $"the line is longer than {options.LineLimit} bytes");
        if (!Utf8.IsValid(line)) return new IntakeReceipt.Refused(number, "the line is not UTF-8");
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return new IntakeReceipt.Refused(number, "the line is not a JSON object");
            while (reader.Read()) { }
        }
        catch (JsonException e)
        {
            return new IntakeReceipt.Refused(number, $"the line is not JSON: at byte {e.BytePositionInLine}");
        }

        lines.Add(start..end);
        return null;
    }

    private bool TryHold(int bytes, ref long taken)
    {
        if (Interlocked.Add(ref held, bytes) > options.BodiesLimit)
        {
            Interlocked.Add(ref held, -bytes);
            return false;
        }

        taken += bytes;
        return true;
    }
}
