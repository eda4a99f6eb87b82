using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Ward.Ingest.Feeds.Posted;

/// <summary>One body, and the lines found in it. Everything that grows with what was sent is held against the budget. Not thread-safe.</summary>
internal sealed class PostedBody(PostedBudget budget, IngestOptions options) : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 64 << 10, LineCost = 64;
    private readonly List<(ReadOnlyMemory<byte> Line, bool Cut)> lines = [];
    private readonly List<PostedItem> items = [];
    private byte[] buffer = [];
    private byte[] written = [];
    private int length, end, begun;
    private long taken;
    private long allWritten;

    public Memory<byte> Bytes => buffer.AsMemory(0, length);

    public int LineLimit => options.LineLimit;

    public IReadOnlyList<(ReadOnlyMemory<byte> Line, bool Cut)> Lines => lines;

    public IReadOnlyList<PostedItem> Items => items.Count == 0 ? Array.Empty<PostedItem>() : items;

    public int Refused { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>The whole body; null where it is there, else why not.</summary>
    public async Task<IntakeReceipt?> Read(Stream body, CancellationToken stop)
    {
        while (true)
        {
            if (length == buffer.Length)
            {
                var size = Math.Min(Math.Max(FirstSize, buffer.Length * 2), options.BodyLimit + 1);
                if (!TryHold(size - buffer.Length)) return Busy;
                Array.Resize(ref buffer, size);
            }

            int read;
            try
            {
                read = await body.ReadAsync(buffer.AsMemory(length), stop).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or InvalidDataException)
            {
                return new IntakeReceipt.Refused(0, $"the body broke off: {e.Message}");
            }

            if (read == 0) return null;
            length += read;
            if (length > options.BodyLimit) return new IntakeReceipt.TooLarge($"the body is longer than {options.BodyLimit} bytes");
        }
    }

    public static IntakeReceipt Busy { get; } = new IntakeReceipt.Unavailable("too much is being posted at once");

    /// <summary>Notes a line to be kept; false where the budget is spent.</summary>
    public bool TryAdd(ReadOnlyMemory<byte> line, bool cut = false)
    {
        if (!TryHold(LineCost)) return false;
        lines.Add((line, cut));
        return true;
    }

    /// <summary>Notes what became of an item; false where the budget is spent.</summary>
    public bool TryNote(PostedItem item)
    {
        if (!TryHold(LineCost + ((item.Reason?.Length ?? 0) * 2))) return false;
        items.Add(item);
        return true;
    }

    /// <summary>Counts one that is not kept.</summary>
    public void Refuse(string reason)
    {
        Refused++;
        Reason ??= reason;
    }

    /// <summary>Why the bytes are not one JSON object of permitted length, or null where they are.</summary>
    public string? WhyNoObject(ReadOnlySpan<byte> line)
    {
        if (line.Length > options.LineLimit) return $"longer than {options.LineLimit} bytes";
        if (!Utf8.IsValid(line)) return "not UTF-8";
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "not a JSON object";
            while (reader.Read()) { }
            return null;
        }
        catch (JsonException e)
        {
            return $"not JSON: at byte {e.BytePositionInLine}";
        }
    }

    /// <summary>Ends the line written since the last end. False where the budget is spent, or the lines together are longer than twice the longest body.</summary>
    public bool TryEndLine()
    {
        var line = written.AsMemory(begun, end - begun);
        allWritten += line.Length;
        begun = end;
        if (allWritten > 2L * options.BodyLimit) return false;
        if (line.Length <= options.LineLimit) return TryAdd(line);
        Refuse($"longer than {options.LineLimit} bytes");
        return true;
    }

    void IBufferWriter<byte>.Advance(int count) => end += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        if (written.Length - end >= Math.Max(sizeHint, 1)) return written.AsMemory(end);
        // Lines already ended stay where they are; only the one begun moves on.
        var part = end - begun;
        var next = new byte[Math.Max(FirstSize, part + Math.Max(sizeHint, part))];
        if (!TryHold(next.Length)) throw new PostedBudgetSpentException();
        written.AsSpan(begun, part).CopyTo(next);
        (written, begun, end) = (next, 0, part);
        return written.AsMemory(end);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => ((IBufferWriter<byte>)this).GetMemory(sizeHint).Span;

    public void Dispose() => budget.Release(taken);

    private bool TryHold(long bytes)
    {
        if (!budget.TryHold(bytes)) return false;
        taken += bytes;
        return true;
    }
}
