using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>Rows back into events.</summary>
internal static class FoundEventReader
{
    private static readonly int Keys = Layout.Rest, Values = Layout.Rest + 1, Raw = Layout.Rest + 2, RawBytes = Layout.Rest + 3, LogSourceAt = Layout.Rest + 4, LayoutAt = Layout.Rest + 7;

    /// <summary>What must stand behind SELECT.</summary>
    public static string Columns { get; } = string.Join(", ",
    [
        "epoch_us(\"time\")", "epoch_ms(received)", "\"offset\"", "class", "activity", "status", "assurance", "proven", "feed", "asset", "decoder",
        .. Layout.Own.Select(Layout.NameOf), "map_keys(rest)", "map_values(rest)", "raw", "raw_bytes", "source_category", "source_product", "source_service", "layout",
    ]);

    public static FoundEvent Read(DuckDBDataReader row, CityId city)
    {
        var decoder = row.GetString(Layout.Decoder);
        var (keys, values) = (row.GetFieldValue<List<string>>(Keys), row.GetFieldValue<List<string>>(Values));
        var whole = !row.IsDBNull(RawBytes);
        var text = row.GetString(Raw);
        var own = new string?[Layout.Own.Length];
        for (var i = 0; i < own.Length; i++) own[i] = row.IsDBNull(Layout.FirstOwn + i) ? null : row.GetString(Layout.FirstOwn + i);
        Func<int, string> valueOf = number => number >= own.Length ? values[number - own.Length]
            : own[number] ?? throw new SearchException($"A stored line names a value of {Layout.NameOf(Layout.Own[number])} that its row does not have.");
        if (!whole) text = LineTemplate.Fill(text, valueOf);
        var raw = whole ? Bytes(row) : Encoding.UTF8.GetBytes(text);
        var fields = new List<KeyValuePair<string, string>>();
        for (var i = 0; i < own.Length; i++)
        {
            if (own[i] is not { } value) continue;
            if (Layout.Own[i] == Fields.Message && !whole && value.StartsWith(LineTemplate.Tail)) value = End(text, int.Parse(value.AsSpan(1), CultureInfo.InvariantCulture));
            fields.Add(new(Fields.PathOf(Layout.Own[i]), value));
        }

        var mayBeTwins = !whole && row.GetInt32(LayoutAt) >= Layout.Twins;
        for (var i = 0; i < keys.Count; i++) fields.Add(new(keys[i], mayBeTwins ? LineTemplate.Fill(values[i], valueOf) : values[i]));
        return new FoundEvent(
            city, row.GetInt64(Layout.Offset), TimeRange.Moment(row.GetInt64(Layout.Time)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(Layout.Received)),
            (EventClass)row.GetInt32(Layout.Class), row.GetInt32(Layout.Activity), row.GetInt32(Layout.Status), new FeedId(row.GetString(Layout.Feed)),
            row.IsDBNull(Layout.Asset) ? null : new AssetId(row.GetString(Layout.Asset)), decoder, (Assurance)row.GetFieldValue<sbyte>(Layout.Assurance), row.GetBoolean(Layout.Proven),
            fields, raw,
            row.IsDBNull(LogSourceAt) ? null : new LogSource(row.GetString(LogSourceAt), row.GetString(LogSourceAt + 1), row.GetString(LogSourceAt + 2)));
    }

    /// <summary>The last characters; one beyond the basic plane counts as one.</summary>
    private static string End(string text, int characters)
    {
        var at = text.Length;
        for (; characters > 0; characters--) at -= at > 1 && char.IsLowSurrogate(text[at - 1]) ? 2 : 1;
        return text[at..];
    }

    private static byte[] Bytes(DuckDBDataReader row)
    {
        using var stream = row.GetStream(RawBytes);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
