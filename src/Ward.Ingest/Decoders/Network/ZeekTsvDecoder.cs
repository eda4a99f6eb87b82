using System.Text;
using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Network;

/// <summary>
/// Zeek's logs as tab-separated values. The columns are named by the '#fields' line that stands before them, so one feed carries one log
/// at a time: a new header replaces the last. Lines that come before any header are not understood.
/// </summary>
internal sealed class ZeekTsvDecoder : IDecoder
{
    private const int MostColumns = 256, LongestName = 128;
    private readonly MemberTable table = new();
    private byte[][] columns = [];
    private bool[] lists = [];
    private byte[] unset = "-"u8.ToArray();
    private byte[] empty = "(empty)"u8.ToArray();
    private ZeekLog log = ZeekLog.Unknown;
    private byte[] header = [];

    public DecoderCard Card { get; } = new("zeek-tsv", "Zeek logs as tab-separated values, with their header", "4.x to 7.x, shape from common knowledge of it", LineShape.Text,
        "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state")
    {
        Proves = "as zeek-json",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var line = message.TrimEnd((byte)'\r');
        if (line.StartsWith("#"u8))
        {
            // A header that comes again says nothing new.
            if (!(columns.Length > 0 && line.SequenceEqual(this.header)) && !TryHeader(line)) return false;
            into.Is(EventClass.Base, 0, 0, LogSource.None).Set(Fields.Message, line).Set(Fields.LogProvider, "zeek"u8);
            return true;
        }

        if (columns.Length == 0 || line.Count((byte)'\t') != columns.Length - 1) return false;
        table.Clear();
        var column = 0;
        foreach (var range in line.Split((byte)'\t'))
        {
            var value = line[range];
            if (!value.SequenceEqual(unset) && !value.SequenceEqual(empty)) Add(column, value);
            column++;
        }

        // The first column of every log is the time; without it this is some other text with tabs.
        if (!table.TryGet(ZeekWriter.Ts, out var ts) || !MemberTimes.TryRead(ts, TimeZoneInfo.Utc, into.Event.Received, out _)) return false;
        ZeekWriter.Write(table, log, into);
        return true;
    }

    private void Add(int column, ReadOnlySpan<byte> value)
    {
        if (!lists[column])
        {
            table.Add(columns[column], value);
            return;
        }

        foreach (var range in value.Split((byte)',')) table.Add(columns[column], value[range]);
    }

    private bool TryHeader(ReadOnlySpan<byte> line)
    {
        var tab = line.IndexOf((byte)'\t');
        var (name, rest) = tab < 0 ? (Encoding.ASCII.GetString(line[..Math.Min(line.Length, 32)]), "") : (Encoding.ASCII.GetString(line[..Math.Min(tab, 32)]), Encoding.UTF8.GetString(line[(tab + 1)..]));
        switch (name)
        {
            case "#fields":
                var names = rest.Split('\t');
                if (names.Length > MostColumns || names[0] != "ts" || names.Any(n => n.Length is 0 or > LongestName)) return false;
                columns = [.. names.Select(Encoding.UTF8.GetBytes)];
                lists = new bool[names.Length];
                header = line.ToArray();
                break;
            case "#types":
                var types = rest.Split('\t');
                if (types.Length != columns.Length) return false;
                lists = [.. types.Select(t => t.StartsWith("set[", StringComparison.Ordinal) || t.StartsWith("vector[", StringComparison.Ordinal))];
                break;
            case "#path":
                log = ZeekLog.Of(Encoding.UTF8.GetBytes(rest));
                columns = [];
                break;
            case "#unset_field":
                unset = Encoding.UTF8.GetBytes(rest);
                break;
            case "#empty_field":
                empty = Encoding.UTF8.GetBytes(rest);
                break;
            case "#open" or "#close" or "#set_separator":
                break;
            default:
                if (!name.StartsWith("#separator", StringComparison.Ordinal)) return false;
                break;
        }

        return true;
    }
}
