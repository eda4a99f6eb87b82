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
    private static readonly int Keys = Layout.Rest, Values = Layout.Rest + 1, Raw = Layout.Rest + 2, RawBytes = Layout.Rest + 3;

    /// <summary>What must stand behind SELECT.</summary>
    public static string Columns { get; } = string.Join(", ",
    [
        "epoch_us(\"time\")", "epoch_ms(received)", "\"offset\"", "class", "activity", "status", "assurance", "proven", "feed", "asset", "decoder",
        .. Layout.Own.Select(Layout.NameOf), "map_keys(rest)", "map_values(rest)", "raw", "raw_bytes",
    ]);

    public static FoundEvent Read(DuckDBDataReader row, CityId city)
    {
        var decoder = row.GetString(Layout.Decoder);
        var text = row.GetString(Raw);
        var raw = row.IsDBNull(RawBytes) ? Encoding.UTF8.GetBytes(text) : Bytes(row);
        var fields = new List<KeyValuePair<string, string>>();
        for (var i = 0; i < Layout.Own.Length; i++)
            if (!row.IsDBNull(Layout.FirstOwn + i)) fields.Add(new(Fields.PathOf(Layout.Own[i]), row.GetString(Layout.FirstOwn + i)));
        if (decoder.Length == 0 && row.IsDBNull(Layout.Column(Fields.Message))) fields.Add(new(Fields.PathOf(Fields.Message), text));
        var (keys, values) = (row.GetFieldValue<List<string>>(Keys), row.GetFieldValue<List<string>>(Values));
        for (var i = 0; i < keys.Count; i++) fields.Add(new(keys[i], values[i]));
        return new FoundEvent(
            city, row.GetInt64(Layout.Offset), TimeRange.Moment(row.GetInt64(Layout.Time)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(Layout.Received)),
            (EventClass)row.GetInt32(Layout.Class), row.GetInt32(Layout.Activity), row.GetInt32(Layout.Status), new FeedId(row.GetString(Layout.Feed)),
            row.IsDBNull(Layout.Asset) ? null : new AssetId(row.GetString(Layout.Asset)), decoder, (Assurance)row.GetFieldValue<sbyte>(Layout.Assurance), row.GetBoolean(Layout.Proven),
            fields, raw);
    }

    private static byte[] Bytes(DuckDBDataReader row)
    {
        using var stream = row.GetStream(RawBytes);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
