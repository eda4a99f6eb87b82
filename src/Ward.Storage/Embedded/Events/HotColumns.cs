using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Ward.Ingest;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Writes events into a part's columns, values straight from the pooled event, and gathers the words of each line by what it consists of: its template
/// and its values, each only where it did not just come (<see cref="TextPool"/>), since most of a line is what the lines before it said. Not thread-safe.
/// </summary>
internal sealed class HotColumns(TextPool pool, WordGatherer words, RestNames names, Twins twins, Holes holes)
{
    private const short Template = -1, Pair = -2, Name = -3, Stamp = -4, Tail = -5, TwinName = -6;
    private const int ShortestTwin = 4;
    private readonly Dictionary<string, int> stamps = new(StringComparer.Ordinal);
    private readonly LineTemplate template = new();
    private readonly byte[] tail = new byte[16];
    private readonly ulong[] namesSeen = new ulong[4];
    private byte[] twin = new byte[256];
    private LogSource? source;
    private string? feedName, decoderName;
    private int feed, decoder, category, product, service;
    private int[] lastNames = new int[32];
    private int pair;

    public bool Sure => words.Sure;

    public unsafe void Put(HotBlock block, int row, Event e, long micros)
    {
        block.Times[row] = micros;
        block.Received[row] = e.Received.ToUnixTimeMilliseconds();
        block.Offsets[row] = e.Offset;
        block.Activities[row] = e.Activity;
        block.Statuses[row] = e.StatusId;
        block.Assurances[row] = (sbyte)e.Assurance;
        block.Proven[row] = e.SourceProven ? (byte)1 : (byte)0;
        if (!ReferenceEquals(feedName, e.Feed.Value)) (feedName, feed) = (e.Feed.Value, Stamped(e.Feed.Value));
        block.Put(Layout.Feed, row, feed);
        if (e.Asset is { } asset) block.Put(Layout.Asset, row, Stamped(asset.Value));
        if (!ReferenceEquals(decoderName, e.Decoder)) (decoderName, decoder) = (e.Decoder, Stamped(e.Decoder));
        block.Put(Layout.Decoder, row, decoder);
        PutSource(block, row, e.LogSource);
        var raw = e.Raw.Span;
        var suits = LineTemplate.Suits(raw) && !e.MayHave(LineTemplate.Lead);
        template.Begin();
        PutFields(block, row, e, suits);
        var line = suits ? template.Make(raw, holes) : raw;
        block.Put(Layout.Raw, row, pool.Keep(line, Template, out var isNew));
        if (suits)
        {
            if (isNew) words.AddTemplate(line);
            return;
        }

        words.AddLine(raw);
        block.Put(Layout.RawBytes, row, pool.KeepBytes(raw));
    }

    private void PutSource(HotBlock block, int row, LogSource of)
    {
        // Decoders have one instance for each.
        if (!ReferenceEquals(source, of)) (source, category, product, service) = (of, Stamped(of.Category), Stamped(of.Product), Stamped(of.Service));
        block.Put(Layout.SourceCategory, row, category);
        block.Put(Layout.SourceProduct, row, product);
        block.Put(Layout.SourceService, row, service);
    }

    private unsafe void PutFields(HotBlock block, int row, Event e, bool suits)
    {
        var raw = e.Raw.Span;
        var first = block.RestUsed;
        Array.Clear(namesSeen);
        pair = 0;
        for (var i = 0; i < e.FieldCount; i++)
        {
            var field = e.FieldAt(i);
            var value = e.ValueAt(i);
            if (field == Ward.Ingest.Fields.Message)
            {
                PutMessage(block, row, e, value, suits);
                continue;
            }

            var column = field == FieldId.Unmapped ? -1 : Layout.Column(field);
            var sign = column < 0 ? Layout.Own.Length + block.RestUsed - first : column - Layout.FirstOwn;
            if (column < 0 && suits && TwinOf(e, i, value, out var common) is var number and >= 0)
            {
                if (IsFirst(e, i)) PutTwin(block, e.NameAt(i), number, value[common..]);
                if (common < value.Length) continue;
                // It may stand in the line once more.
                sign = number;
            }
            else if (column >= 0)
            {
                block.Put(column, row, pool.Keep(value, (short)column, out var isNew));
                if (isNew) words.AddValue(column, value);
            }
            else if (!TryPutPair(block, e, i))
            {
                continue;
            }

            if (suits) template.Offer(raw, value, sign);
        }

        block.Rest[row] = new HotBlock.RestEntry((ulong)first, (ulong)(block.RestUsed - first));
    }

    private bool TryPutPair(HotBlock block, Event e, int field)
    {
        if (!IsFirst(e, field)) return false;
        var value = e.ValueAt(field);
        block.PutRest(NameOf(e.NameAt(field)), pool.Keep(value, Pair, out var isNew));
        if (isNew) words.AddValue(-1, value);
        return true;
    }

    // Most events have the names of the one before, in the same order.
    private int NameOf(ReadOnlySpan<byte> name)
    {
        if (pair == lastNames.Length) Array.Resize(ref lastNames, pair * 2);
        ref var last = ref lastNames[pair++];
        if (last != 0 && pool.Is(last, name)) return last;
        last = pool.Keep(name, Name, out var isNew);
        if (isNew) names.Add(name);
        return last;
    }

    /// <summary>The keys of a map are unique: of two fields with one name the first counts, as it does for a rule.</summary>
    private bool IsFirst(Event e, int field)
    {
        var name = e.NameAt(field);
        var hash = name.Length == 0 ? 0 : (name.Length * 37) ^ (name[0] * 5) ^ (name[^1] * 11) ^ (name[name.Length / 2] * 19);
        ref var seen = ref namesSeen[(hash >> 6) & 3];
        var bit = 1UL << (hash & 63);
        var isNew = (seen & bit) == 0;
        seen |= bit;
        if (isNew) return true;
        for (var before = 0; before < field; before++)
            if (e.FieldAt(before) is var other && (other == FieldId.Unmapped || Layout.Column(other) < 0) && e.NameAt(before).SequenceEqual(name)) return false;
        return true;
    }

    /// <summary>The own field that has the same value, or whose value this one begins with; -1 where there is none.</summary>
    /// <param name="common">Bytes that are its.</param>
    private static int TwinOf(Event e, int field, ReadOnlySpan<byte> value, out int common)
    {
        common = value.Length;
        if (value.Length == 0) return -1;
        var known = e.FieldAt(field);
        if (known == FieldId.Unmapped)
        {
            // Decoders keep a known field under the source's own name too, one behind the other and the value once.
            if (field == 0) return -1;
            known = e.FieldAt(field - 1);
            var before = e.ValueAt(field - 1);
            if (known == FieldId.Unmapped || known == Ward.Ingest.Fields.Message || before.Length != value.Length || !Unsafe.AreSame(in MemoryMarshal.GetReference(before), in MemoryMarshal.GetReference(value))) return -1;
            if (Layout.Column(known) is var column and >= 0) return column - Layout.FirstOwn;
        }

        if (known != Ward.Ingest.Fields.HttpFullUrl || !e.TryGet(Ward.Ingest.Fields.HttpUrl, out var path) || path.Length < ShortestTwin || !value.StartsWith(path)) return -1;
        common = path.Length;
        return Layout.Column(Ward.Ingest.Fields.HttpUrl) - Layout.FirstOwn;
    }

    private void PutTwin(HotBlock block, ReadOnlySpan<byte> name, int number, ReadOnlySpan<byte> more)
    {
        var kept = pool.Keep(name, (short)(TwinName - number), out var isNew);
        if (isNew) twins.Add(Encoding.UTF8.GetString(name), number);
        if (twin.Length < LineTemplate.SignBytes + more.Length) twin = new byte[(LineTemplate.SignBytes + more.Length) * 2];
        LineTemplate.WriteSign(twin, number);
        more.CopyTo(twin.AsSpan(LineTemplate.SignBytes));
        block.PutRest(kept, pool.Keep(twin.AsSpan(0, LineTemplate.SignBytes + more.Length), Pair, out _));
    }

    private void PutMessage(HotBlock block, int row, Event e, ReadOnlySpan<byte> message, bool suits)
    {
        var column = Layout.Column(Ward.Ingest.Fields.Message);
        // The end of the line, as most messages are, or all of it where nobody understood it: it is there once already.
        if (!suits || !e.Raw.Span.EndsWith(message) || (message.Length > 0 && (message[0] & 0xC0) == 0x80))
        {
            block.Put(column, row, pool.Keep(message, (short)column, out _));
            return;
        }

        LineTemplate.TailUtf8.CopyTo(tail);
        System.Buffers.Text.Utf8Formatter.TryFormat(Encoding.UTF8.GetCharCount(message) - Surrogates(message), tail.AsSpan(LineTemplate.SignBytes), out var digits);
        block.Put(column, row, pool.Keep(tail.AsSpan(0, LineTemplate.SignBytes + digits), Tail, out _));
    }

    // Characters beyond the basic plane are two in UTF-16 and one in SQL; each has one byte of 0xF0 or more.
    private static int Surrogates(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var b in utf8)
            if (b >= 0xF0) count++;
        return count;
    }

    private int Stamped(string text)
    {
        // Feeds, assets and decoders are named by configuration and code: there are few of them.
        if (stamps.TryGetValue(text, out var known)) return known;
        if (stamps.Count >= 4096) stamps.Clear();
        return stamps[text] = pool.Keep(Encoding.UTF8.GetBytes(text), Stamp, out _);
    }
}
