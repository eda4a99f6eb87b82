using System.Text;
using System.Text.Unicode;
using DuckDB.NET.Native;
using Ward.Ingest;
using Ward.Ingest.Search.Language;
using static DuckDB.NET.Native.NativeMethods;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Up to 2,048 events as DuckDB's own column vectors, written without strings in between: the values go from the pooled event straight into the columns.
/// Not thread-safe.
/// </summary>
internal sealed unsafe class DuckDbChunk : IDisposable
{
    public const int Capacity = 2048;

    private readonly DuckDBAppender appender;
    private readonly DuckDBDataChunk chunk;
    private readonly IntPtr[] vectors = new IntPtr[Layout.Count];
    private readonly ulong*[] valid = new ulong*[Layout.Count];
    private readonly void*[] data = new void*[Layout.Count];
    private readonly Dictionary<string, byte[]> texts = new(StringComparer.Ordinal);
    private IntPtr names, values;
    private readonly LineTemplate template = new();
    private readonly byte[] tail = new byte[16];
    private ulong restUsed, restRoom;
    private int rows;

    /// <exception cref="IOException">The table is not there or not of this layout.</exception>
    public DuckDbChunk(DuckDBNativeConnection connection, string table)
    {
        if (Appender.DuckDBAppenderCreate(connection, null!, table, out appender) != DuckDBState.Success) throw new IOException($"The table {table} cannot be written.");
        var types = new DuckDBLogicalType[Layout.Count];
        for (var i = 0; i < types.Length; i++) types[i] = Appender.DuckDBAppenderColumnType(appender, (ulong)i);
        chunk = DataChunks.DuckDBCreateDataChunk([.. types.Select(t => t.DangerousGetHandle())], (ulong)types.Length);
        foreach (var type in types) type.Dispose();
        Begin();
    }

    public bool IsFull => rows == Capacity;

    public int Rows => rows;

    /// <summary>Adds the event as one row.</summary>
    /// <param name="onRest">Told of each name that goes to <c>rest</c>.</param>
    /// <param name="holes">Told of each sign that stands in a line for a value.</param>
    public void Add(Event e, RestNames onRest, params ReadOnlySpan<Holes> holes)
    {
        var row = rows;
        Put(Layout.Time, row, TimeRange.Micros(e.Time));
        Put(Layout.Received, row, e.Received.ToUnixTimeMilliseconds());
        Put(Layout.Offset, row, e.Offset);
        Put(Layout.Class, row, (int)e.Class);
        Put(Layout.Activity, row, e.Activity);
        Put(Layout.Status, row, e.StatusId);
        Put(Layout.Assurance, row, (sbyte)e.Assurance);
        Put(Layout.Proven, row, e.SourceProven);
        Text(Layout.Feed, row, e.Feed.Value);
        if (e.Asset is { } asset) Text(Layout.Asset, row, asset.Value);
        Text(Layout.Decoder, row, e.Decoder);
        var raw = e.Raw.Span;
        var suits = LineTemplate.Suits(raw) && !(e.TryGet(Ward.Ingest.Fields.Message, out var message) && message.StartsWith("\uEFFF"u8));
        template.Begin();
        Fields(e, row, onRest, suits);
        Text(Layout.Raw, row, suits ? template.Make(raw, holes) : raw);
        if (!suits) Bytes(Layout.RawBytes, row, raw);
        Text(Layout.SourceCategory, row, e.LogSource.Category);
        Text(Layout.SourceProduct, row, e.LogSource.Product);
        Text(Layout.SourceService, row, e.LogSource.Service);
        rows++;
    }

    /// <summary>Hands the rows to the table and begins anew. They can be seen after <see cref="Commit"/>.</summary>
    /// <exception cref="IOException">DuckDB refused; memory may be short.</exception>
    public void Hand()
    {
        if (rows == 0) return;
        _ = Vectors.DuckDBListVectorSetSize(vectors[Layout.Rest], restUsed);
        DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)rows);
        if (Appender.DuckDBAppendDataChunk(appender, chunk) != DuckDBState.Success) throw Failure();
        DataChunks.DuckDBDataChunkReset(chunk);
        Begin();
    }

    /// <summary>Makes everything handed over visible to searches that begin after it.</summary>
    public void Commit()
    {
        Hand();
        if (Appender.DuckDBAppenderFlush(appender) != DuckDBState.Success) throw Failure();
    }

    public void Dispose()
    {
        chunk.Dispose();
        appender.Dispose();
    }

    private void Fields(Event e, int row, RestNames onRest, bool suits)
    {
        var raw = e.Raw.Span;
        var first = restUsed;
        for (var i = 0; i < e.FieldCount; i++)
        {
            var field = e.FieldAt(i);
            var column = field == FieldId.Unmapped ? -1 : Layout.Column(field);
            if (field == Ward.Ingest.Fields.Message)
            {
                Message(e, e.ValueAt(i), row, suits);
                continue;
            }

            var sign = column < 0 ? Layout.Own.Length + (int)(restUsed - first) : column - Layout.FirstOwn;
            if (column >= 0) Text(column, row, e.ValueAt(i));
            else if (!Rest(e, i, onRest)) continue;
            if (suits) template.Offer(raw, e.ValueAt(i), sign);
        }

        Put(Layout.Rest, row, new ListEntry(first, restUsed - first));
    }

    private void Message(Event e, ReadOnlySpan<byte> message, int row, bool suits)
    {
        var column = Layout.Column(Ward.Ingest.Fields.Message);
        // The end of the line, as most messages are, or all of it where nobody understood it: it is there once already.
        if (!suits || !e.Raw.Span.EndsWith(message))
        {
            Text(column, row, message);
            return;
        }

        "\uEFFF"u8.CopyTo(tail);
        System.Buffers.Text.Utf8Formatter.TryFormat(Encoding.UTF8.GetCharCount(message) - Surrogates(message), tail.AsSpan(3), out var digits);
        Text(column, row, tail.AsSpan(0, 3 + digits));
    }

    // Characters beyond the basic plane are two in UTF-16 and one in SQL; each has one byte of 0xF0 or more.
    private static int Surrogates(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var b in utf8)
            if (b >= 0xF0) count++;
        return count;
    }

    private bool Rest(Event e, int field, RestNames onRest)
    {
        var name = e.NameAt(field);
        // The keys of a map are unique: of two unmapped fields with one name the first counts, as it does for a rule.
        if (e.FieldAt(field) == FieldId.Unmapped)
            for (var before = 0; before < field; before++)
                if (e.FieldAt(before) is var other && (other == FieldId.Unmapped || Layout.Column(other) < 0) && e.NameAt(before).SequenceEqual(name)) return false;
        if (restUsed == restRoom) Reserve(restRoom * 2);
        Assign(names, restUsed, name);
        Assign(values, restUsed, e.ValueAt(field));
        restUsed++;
        onRest.Add(name);
        return true;
    }

    private void Reserve(ulong room)
    {
        restRoom = room;
        _ = Vectors.DuckDBListVectorSetSize(vectors[Layout.Rest], restUsed);
        if (Vectors.DuckDBListVectorReserve(vectors[Layout.Rest], room) != DuckDBState.Success) throw new IOException("The event store has no memory for more fields.");
        var pairs = Vectors.DuckDBListVectorGetChild(vectors[Layout.Rest]);
        (names, values) = (Vectors.DuckDBStructVectorGetChild(pairs, 0), Vectors.DuckDBStructVectorGetChild(pairs, 1));
    }

    private void Begin()
    {
        rows = 0;
        restUsed = 0;
        for (var i = 0; i < Layout.Count; i++)
        {
            vectors[i] = DataChunks.DuckDBDataChunkGetVector(chunk, i);
            data[i] = Vectors.DuckDBVectorGetData(vectors[i]);
            valid[i] = null;
            if (i is not (Layout.Asset or >= Layout.FirstOwn) || i == Layout.Rest || i == Layout.Raw) continue;
            // Columns that an event may lack begin as lacking.
            Vectors.DuckDBVectorEnsureValidityWritable(vectors[i]);
            valid[i] = Vectors.DuckDBVectorGetValidity(vectors[i]);
            new Span<ulong>(valid[i], Capacity / 64).Clear();
        }

        Reserve(Math.Max(restRoom, 4096));
    }

    private void Put<T>(int column, int row, T value) where T : unmanaged => ((T*)data[column])[row] = value;

    private void Text(int column, int row, string value)
    {
        // Feeds, assets and decoders are named by configuration and code: there are few of them.
        if (!texts.TryGetValue(value, out var utf8))
        {
            if (texts.Count >= 4096) texts.Clear();
            texts[value] = utf8 = Encoding.UTF8.GetBytes(value);
        }

        Text(column, row, utf8);
    }

    private void Text(int column, int row, ReadOnlySpan<byte> value)
    {
        if (valid[column] != null) valid[column][row >> 6] |= 1UL << (row & 63);
        Assign(vectors[column], (ulong)row, value);
    }

    private void Bytes(int column, int row, ReadOnlySpan<byte> value)
    {
        valid[column][row >> 6] |= 1UL << (row & 63);
        fixed (byte* at = value) Vectors.DuckDBUnsafeVectorAssignStringElementLength(vectors[column], (ulong)row, at, value.Length);
    }

    private static void Assign(IntPtr vector, ulong row, ReadOnlySpan<byte> value)
    {
        if (!Utf8.IsValid(value)) value = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(value));
        // An empty span has no address, and DuckDB wants one.
        byte none = 0;
        fixed (byte* at = value) Vectors.DuckDBUnsafeVectorAssignStringElementLength(vector, row, at == null ? &none : at, value.Length);
    }

    private IOException Failure()
    {
        using var error = Appender.DuckDBAppenderErrorData(appender);
        return new IOException($"The event store cannot take more events: {ErrorData.DuckDBErrorDataMessage(error)}");
    }

    private readonly record struct ListEntry(ulong Offset, ulong Length);
}
