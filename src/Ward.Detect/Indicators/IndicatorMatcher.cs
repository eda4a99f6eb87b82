using System.Text;
using Ward.Detect.Baselines;
using Ward.Ingest;

namespace Ward.Detect.Indicators;

/// <summary>
/// Looks every value of an event up in a set: addresses with the networks around them, names with their parents, URLs with and without their
/// query, digests, mail addresses with their domain, JA3 and JA4. Allocates nothing but what the caller's list grows by. Not thread-safe.
/// </summary>
public sealed class IndicatorMatcher
{
    private const int Most = 32;
    private const int LongestUrl = 2048;

    private readonly byte[] url = new byte[LongestUrl + 512];
    private IndicatorSet set = IndicatorSet.Empty;
    private List<IndicatorHit> hits = [];

    /// <summary>Adds a hit for every field that holds an indicator; an entry found in two fields is there twice.</summary>
    public void Match(Event e, IndicatorSet set, List<IndicatorHit> hits)
    {
        if (set.Count == 0) return;
        (this.set, this.hits) = (set, hits);
        for (var i = 0; i < e.FieldCount; i++)
        {
            var field = e.FieldAt(i);
            var kind = EventFields.KindOf(field);
            if (kind != FieldKind.None) Look(e, field, kind, e.ValueAt(i));
            else if (field == FieldId.Unmapped && e.NameAt(i).SequenceEqual("Hashes"u8)) Look(e, field, FieldKind.Hash | FieldKind.Many, e.ValueAt(i));
        }
    }

    private void Look(Event e, FieldId field, FieldKind kind, ReadOnlySpan<byte> value)
    {
        if ((kind & FieldKind.Many) == 0)
        {
            One(e, field, kind, value);
            return;
        }

        while (!value.IsEmpty)
        {
            var end = value.IndexOfAny(", ;|\t"u8);
            var part = end < 0 ? value : value[..end];
            if (!part.IsEmpty) One(e, field, kind, part);
            value = end < 0 ? default : value[(end + 1)..];
        }
    }

    private void One(Event e, FieldId field, FieldKind kind, ReadOnlySpan<byte> value)
    {
        if ((kind & FieldKind.Address) != 0 && Address(field, value)) return;
        if ((kind & FieldKind.Domain) != 0) Domain(field, value);
        if ((kind & FieldKind.Hash) != 0) Add(field, set.Find(IndicatorType.Hash, value[(value.LastIndexOf((byte)'=') + 1)..]));
        if ((kind & FieldKind.Mail) != 0) Mail(field, value);
        if ((kind & FieldKind.Ja3) != 0) Add(field, set.Find(IndicatorType.Ja3, value));
        if ((kind & FieldKind.Ja4) != 0) Add(field, set.Find(IndicatorType.Ja4, value));
        if ((kind & FieldKind.Url) != 0) Url(e, field, value);
    }

    private bool Address(FieldId field, ReadOnlySpan<byte> value)
    {
        if (!SourceAddress.TryRead(value, out var address)) return false;
        Span<int> found = stackalloc int[Most];
        var count = set.FindAddress(address, found);
        for (var i = 0; i < count; i++) Add(field, found[i]);
        return true;
    }

    private void Domain(FieldId field, ReadOnlySpan<byte> name)
    {
        if (name.Length > 0 && name[^1] == '.') name = name[..^1];
        if (name.LastIndexOf((byte)':') is var colon and > 0) name = name[..colon];
        if (name.Length is 0 or > 253 * 4) return;
        Span<int> found = stackalloc int[Most];
        var count = Ascii.IsValid(name) ? set.FindDomains(name, found) : Punycode(name, found);
        for (var i = 0; i < count; i++) Add(field, found[i]);
    }

    /// <summary>A name that a log shows in its own letters; rare, so it may allocate.</summary>
    private int Punycode(ReadOnlySpan<byte> name, Span<int> found) =>
        IndicatorText.TryDomain(Encoding.UTF8.GetString(name), out var ascii) ? set.FindDomains(Encoding.ASCII.GetBytes(ascii), found) : 0;

    private void Mail(FieldId field, ReadOnlySpan<byte> value)
    {
        // 'Name <a@b>' has been cut at its blanks.
        value = value.Trim("<>\"'()"u8);
        var at = value.LastIndexOf((byte)'@');
        if (at <= 0) return;
        Add(field, set.Find(IndicatorType.Mail, value));
        Domain(field, value[(at + 1)..]);
    }

    private void Url(Event e, FieldId field, ReadOnlySpan<byte> value)
    {
        var length = field == Fields.HttpUrl ? Composed(e, value) : UrlKey.Write(value, url);
        if (length <= 0) return;
        var whole = url.AsSpan(0, length);
        Add(field, set.Find(IndicatorType.Url, whole));
        var query = whole.IndexOf((byte)'?');
        if (query > 0) Add(field, set.Find(IndicatorType.Url, whole[..query]));
        // The host of a whole URL has no field of its own.
        if (field == Fields.HttpUrl) return;
        var host = whole[..whole.IndexOf((byte)'/')];
        if (!Address(field, host)) Domain(field, host);
    }

    /// <summary>Host and path, where the event has them apart.</summary>
    private int Composed(Event e, ReadOnlySpan<byte> path)
    {
        if (!e.TryGet(Fields.HttpHost, out var host) || host.Length > 256 || path.Length > LongestUrl || path.Length == 0) return 0;
        Span<byte> whole = stackalloc byte[256 + LongestUrl + 1];
        host.CopyTo(whole);
        path.CopyTo(whole[host.Length..]);
        var length = host.Length + path.Length;
        if (e.TryGet(Fields.HttpQuery, out var query) && !query.IsEmpty && path.IndexOf((byte)'?') < 0 && length + 1 + query.Length <= whole.Length)
        {
            whole[length++] = (byte)'?';
            query.CopyTo(whole[length..]);
            length += query.Length;
        }

        return UrlKey.Write(whole[..length], url);
    }

    private void Add(FieldId field, int entry)
    {
        if (entry < 0 || hits.Count >= Most) return;
        var hit = new IndicatorHit(entry, field);
        if (!hits.Contains(hit)) hits.Add(hit);
    }
}
