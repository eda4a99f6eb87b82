using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ward.Agent.Collecting;

/// <summary>
/// What has been seen and not yet been taken: numbered lines in append-only segments, bounded in bytes. A line may carry a mark (where its
/// source stood after it); line and mark are one record, so a kill loses neither or both. What is handed out is on the disk first, so a
/// number is never used twice. Policy when full, "oldest first": the oldest segment goes, and a line of its own says how many lines went.
/// A disk that refuses: a line with a mark is refused to its collector, which tries again; one without is counted and told of later. Thread-safe.
/// </summary>
internal sealed class Spool : IDisposable
{
    private const int LargestSegment = 4 << 20, WorthRolling = 1 << 20;
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock turn = new();
    private readonly string folder;
    private readonly long limit;
    private readonly int segmentSize;
    private readonly TimeProvider time;
    private readonly List<SpoolSegment> segments = [];
    private Dictionary<string, string> marks = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> record = new(1024), body = new(1024);
    private readonly Utf8JsonWriter json;
    private byte[] buffer = new byte[4096];
    private (long Number, SpoolSegment? Segment, long Offset) place;
    private TaskCompletionSource? waiter;
    private long acknowledged, refused;

    private Spool(string folder, long limit, TimeProvider time)
    {
        (this.folder, this.limit, this.time) = (folder, limit, time);
        segmentSize = (int)Math.Min(LargestSegment, limit / 8);
        json = new Utf8JsonWriter(body, Plain);
    }

    /// <summary>Names this spool's numbering; a spool made anew has another.</summary>
    public string Stream { get; private set; } = "";

    /// <summary>Number of the line that would come next.</summary>
    public long Next { get { lock (turn) return segments[^1].Next; } }

    /// <summary>Bytes on the disk.</summary>
    public long Bytes { get { lock (turn) return segments.Sum(s => s.Length); } }

    /// <param name="limit">Bytes on the disk; at least 1 MiB.</param>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public static Spool Open(string folder, long limit, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var spool = new Spool(folder, limit, time);
        spool.Load();
        return spool;
    }

    public string? Mark(string name)
    {
        lock (turn)
            return marks.GetValueOrDefault(name);
    }

    /// <summary>Every mark whose name begins so, by the rest of its name.</summary>
    public Dictionary<string, string> Marks(string prefix)
    {
        lock (turn)
            return marks.Where(m => m.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(m => m.Key[prefix.Length..], m => m.Value, StringComparer.Ordinal);
    }

    /// <summary>Keeps a line whose value is the object that is written. False where the disk refuses.</summary>
    /// <param name="mark">Name of the mark that moves with it, or null; an empty <paramref name="at"/> ends the mark.</param>
    public bool Append(string source, Action<Utf8JsonWriter> write, string? mark = null, string at = "")
    {
        lock (turn)
        {
            Restart();
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
            json.Flush();
            return Keep(source, null, body.WrittenSpan, mark, at);
        }
    }

    /// <summary>Keeps a line whose value is a text, as another program wrote it.</summary>
    /// <param name="path">The file that it stood in.</param>
    public bool AppendText(string source, string path, ReadOnlySpan<byte> text, string mark, string at)
    {
        lock (turn)
        {
            Restart();
            if (System.Text.Unicode.Utf8.IsValid(text))
                json.WriteStringValue(text);
            else
                json.WriteStringValue(Encoding.UTF8.GetString(text));
            json.Flush();
            return Keep(source, path, body.WrittenSpan, mark, at);
        }
    }

    /// <summary>Keeps a line whose value is this JSON object; the caller has seen that it is one.</summary>
    public bool AppendJson(string source, ReadOnlySpan<byte> value, string mark, string at)
    {
        lock (turn)
            return Keep(source, null, value, mark, at);
    }

    /// <summary>Moves a mark without a line of its own.</summary>
    public bool Note(string mark, string at) => Mark(mark) == at || Append("agent", j =>
    {
        j.WriteString("event", "position");
        j.WriteString("of", mark);
    }, mark, at);

    /// <summary>Forgets lines up to the number, where the stream is this one.</summary>
    public void Acknowledge(string stream, long upTo)
    {
        lock (turn)
        {
            if (stream != Stream || upTo <= acknowledged)
                return;
            acknowledged = upTo;
            var active = segments[^1];
            // A disk that lost what it had called durable: those numbers are spent all the same.
            if (upTo >= active.Next)
                Roll(Math.Max(active.Next, upTo + 1));
            else if (upTo == active.Next - 1 && active.Length - active.Start > WorthRolling)
                Roll(active.Next);
            while (segments.Count > 1 && segments[0].Next - 1 <= upTo)
                DropFirst();
        }
    }

    /// <summary>Writes lines after the number, in order, until either bound is reached; they are on the disk. Returns how many.</summary>
    public int Read(string stream, long after, int most, int bytes, IBufferWriter<byte> into)
    {
        lock (turn)
        {
            var number = stream == Stream ? Math.Max(after, 0) + 1 : segments[0].First;
            if (number >= segments[^1].Next)
                return 0;
            segments[^1].Flush();
            var (count, written) = (0, 0);
            while (count < most && written < bytes && TryPlace(ref number, out var segment, out var offset))
            {
                if (!segment.TryRead(ref offset, ref buffer, out var length))
                    throw new IOException($"line {number} of the spool cannot be read");
                place = (number + 1, segment, offset);
                var line = buffer.AsSpan(0, length);
                line = line[(line.IndexOf((byte)0) + 1)..];
                line = line[(line.IndexOf((byte)0) + 1)..];
                written += Print(number++, line, into);
                count++;
            }
            return count;
        }
    }

    /// <summary>Completes when there is a line after the number.</summary>
    public Task Grown(string stream, long after)
    {
        lock (turn)
        {
            if (stream != Stream ? segments[0].First < segments[^1].Next : after + 1 < segments[^1].Next)
                return Task.CompletedTask;
            return (waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    public void Dispose()
    {
        lock (turn)
        {
            try { segments[^1].Flush(); }
            catch (IOException) { }
            foreach (var segment in segments)
                segment.Dispose();
            json.Dispose();
        }
    }

    private void Load()
    {
        foreach (var path in SpoolSegment.In(folder))
        {
            var (whole, found) = (true, "");
            var segment = SpoolSegment.Open(path, (number, bytes) =>
            {
                if (number > 0)
                    Take(bytes);
                else if (whole = SpoolHeader.TryRead(bytes, out found, out var then))
                    marks = then;
            });
            // A header that is not whole was never relied on: the segment before it is still there.
            if (segment is null || !whole)
            {
                segment?.Dispose();
                File.Delete(path);
                continue;
            }
            Stream = found;
            segments.Add(segment);
        }
        if (segments.Count > 0)
            return;
        Stream = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        marks.Clear();
        segments.Add(SpoolSegment.Create(folder, 1, SpoolHeader.Print(Stream, marks)));
    }

    private void Restart()
    {
        body.ResetWrittenCount();
        json.Reset();
    }

    private bool Keep(string source, string? path, ReadOnlySpan<byte> value, string? mark, string at)
    {
        try
        {
            if (refused > 0)
            {
                Write("agent", null, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"event\":\"lost\",\"policy\":\"disk refused\",\"lines\":{refused}}}")), null, "");
                refused = 0;
            }
            Write(source, path, value, mark, at);
            while (segments.Count > 1 && segments.Sum(s => s.Length) > limit)
                DropOldest();
        }
        catch (IOException)
        {
            if (mark is null)
                refused++;
            return false;
        }
        waiter?.TrySetResult();
        waiter = null;
        return true;
    }

    private void Write(string source, string? path, ReadOnlySpan<byte> value, string? mark, string at)
    {
        record.ResetWrittenCount();
        Add(mark ?? "");
        record.Write("\0"u8);
        Add(at);
        record.Write("\0\"time\":\""u8);
        Add(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        record.Write("\",\"source\":\""u8);
        Add(source);
        record.Write("\""u8);
        if (path is not null)
        {
            record.Write(",\"path\":\""u8);
            record.Write(JsonEncodedText.Encode(path).EncodedUtf8Bytes);
            record.Write("\""u8);
        }
        record.Write(",\"line\":"u8);
        record.Write(value);
        record.Write("}"u8);
        if (segments[^1].Length - segments[^1].Start > segmentSize)
            Roll(segments[^1].Next);
        segments[^1].Append(record.WrittenSpan);
        Take(record.WrittenSpan);
    }

    private void Add(string text) => Encoding.UTF8.GetBytes(text, record);

    private void Take(ReadOnlySpan<byte> bytes)
    {
        var name = bytes.IndexOf((byte)0);
        if (name <= 0)
            return;
        var rest = bytes[(name + 1)..];
        var value = rest[..rest.IndexOf((byte)0)];
        if (value.Length == 0)
            marks.Remove(Encoding.UTF8.GetString(bytes[..name]));
        else
            marks[Encoding.UTF8.GetString(bytes[..name])] = Encoding.UTF8.GetString(value);
    }

    private void Roll(long first)
    {
        segments[^1].Flush();
        segments.Add(SpoolSegment.Create(folder, first, SpoolHeader.Print(Stream, marks)));
    }

    private void DropFirst()
    {
        if (place.Segment == segments[0])
            place = default;
        segments[0].Remove();
        segments.RemoveAt(0);
    }

    private void DropOldest()
    {
        var (from, until) = (Math.Max(segments[0].First, acknowledged + 1), segments[0].Next - 1);
        DropFirst();
        if (until >= from)
            Write("agent", null, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"{{\"event\":\"lost\",\"policy\":\"oldest first\",\"lines\":{until - from + 1},\"first\":{from},\"last\":{until}}}")), null, "");
    }

    /// <summary>Finds where the line stands, or the first that is left after it.</summary>
    private bool TryPlace(ref long number, out SpoolSegment segment, out long offset)
    {
        var wanted = number;
        segment = segments.Find(s => s.Next > wanted)!;
        offset = 0;
        if (segment is null)
            return false;
        number = Math.Max(number, segment.First);
        if (place.Segment == segment && place.Number <= number)
            (wanted, offset) = (place.Number, place.Offset);
        else
            (wanted, offset) = (segment.First, segment.Start);
        for (; wanted < number; wanted++)
            if (!segment.TryRead(ref offset, ref buffer, out _))
                throw new IOException($"line {wanted} of the spool cannot be read");
        return true;
    }

    private static int Print(long number, ReadOnlySpan<byte> rest, IBufferWriter<byte> into)
    {
        var room = into.GetSpan(rest.Length + 40);
        "{\"seq\":"u8.CopyTo(room);
        number.TryFormat(room[7..], out var digits, default, CultureInfo.InvariantCulture);
        var at = 7 + digits;
        room[at++] = (byte)',';
        rest.CopyTo(room[at..]);
        at += rest.Length;
        room[at++] = (byte)'\n';
        into.Advance(at);
        return at;
    }
}
