using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Unicode;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Ward.Ingest.Feeds.Netflow;

/// <summary>
/// Writes a flow record as a line: {"netflow":{"version":9,"exporter":"..","domain":..,"src_ip":..,"start":epoch ms,..}}. Options, which tell of the
/// exporter itself, have "options":true. Times are milliseconds since 1970. Not thread-safe.
/// </summary>
internal sealed class FlowWriter : IDisposable
{
    private const int LongestText = 4096;
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter json;
    private readonly byte[] name = new byte[32];

    // The buffer is made first.
    public FlowWriter() => json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public byte[] Write5(IPAddress sender, FlowHeader header, ReadOnlySpan<byte> r, byte engineType, byte engineId)
    {
        Begin(5, sender, (uint)((engineType << 8) | engineId));
        Address("src_ip"u8, r[..4]);
        Address("dst_ip"u8, r[4..8]);
        if (ReadUInt32BigEndian(r[8..]) != 0) Address("next_hop"u8, r[8..12]);
        json.WriteNumber("input"u8, ReadUInt16BigEndian(r[12..]));
        json.WriteNumber("output"u8, ReadUInt16BigEndian(r[14..]));
        json.WriteNumber("packets"u8, ReadUInt32BigEndian(r[16..]));
        json.WriteNumber("bytes"u8, ReadUInt32BigEndian(r[20..]));
        json.WriteNumber("start"u8, AtUptime(header, ReadUInt32BigEndian(r[24..])));
        json.WriteNumber("end"u8, AtUptime(header, ReadUInt32BigEndian(r[28..])));
        json.WriteNumber("src_port"u8, ReadUInt16BigEndian(r[32..]));
        json.WriteNumber("dst_port"u8, ReadUInt16BigEndian(r[34..]));
        json.WriteNumber("tcp_flags"u8, r[37]);
        json.WriteNumber("proto"u8, r[38]);
        json.WriteNumber("tos"u8, r[39]);
        json.WriteNumber("src_as"u8, ReadUInt16BigEndian(r[40..]));
        json.WriteNumber("dst_as"u8, ReadUInt16BigEndian(r[42..]));
        json.WriteNumber("src_mask"u8, r[44]);
        json.WriteNumber("dst_mask"u8, r[45]);
        return End();
    }

    /// <summary>Takes one record off the set; false where it reaches beyond the set's end.</summary>
    public bool TryWrite(Exporter from, FlowHeader header, FlowTemplate template, ref ReadOnlySpan<byte> set, out byte[] line)
    {
        line = [];
        Begin(from.Version, from.Address, from.Domain);
        if (template.Scope > 0) json.WriteBoolean("options"u8, true);
        for (var i = 0; i < template.Fields.Length; i++)
        {
            var field = template.Fields[i];
            if (!TryLength(field, ref set, out var length) || length > set.Length)
            {
                End();
                return false;
            }

            var value = set[..length];
            set = set[length..];
            // NetFlow 9 numbers what options are about apart from all else (RFC 3954 section 6.1).
            if (from.Version == 9 && i < template.Scope) Unknown("scope"u8, field, value);
            else Write(field, header, value);
        }

        line = End();
        return true;
    }

    public void Dispose() => json.Dispose();

    private static bool TryLength(FlowField field, ref ReadOnlySpan<byte> set, out int length)
    {
        length = field.Length;
        if (field.Length != ushort.MaxValue) return true;
        if (set.Length < 1) return false;
        length = set[0];
        if (length < 255)
        {
            set = set[1..];
            return true;
        }

        if (set.Length < 3) return false;
        length = ReadUInt16BigEndian(set[1..]);
        set = set[3..];
        return true;
    }

    private void Begin(int version, IPAddress sender, uint domain)
    {
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteStartObject("netflow"u8);
        json.WriteNumber("version"u8, version);
        Span<byte> text = stackalloc byte[64];
        sender.TryFormat(text, out var length);
        json.WriteString("exporter"u8, text[..length]);
        json.WriteNumber("domain"u8, domain);
    }

    private byte[] End()
    {
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private void Write(FlowField field, FlowHeader header, ReadOnlySpan<byte> value)
    {
        if (!FlowElements.TryFind(field, out var known, out var type))
        {
            Unknown("e"u8, field, value);
            return;
        }

        switch (type)
        {
            case FlowType.Number when value.Length is > 0 and <= 8:
                json.WriteNumber(known, Number(value));
                break;
            case FlowType.Address when value.Length is 4 or 16:
                // Exporters that know both families fill the other one with zeros.
                if (value.IndexOfAnyExcept((byte)0) >= 0) Address(known, value);
                break;
            case FlowType.Mac when value.Length == 6:
                Hex(known, value);
                break;
            case FlowType.Text when value.Length <= LongestText && value.TrimEnd((byte)0) is var text && Utf8.IsValid(text):
                json.WriteString(known, text);
                break;
            case FlowType.EpochSeconds when value.Length == 4:
                json.WriteNumber(known, Number(value) * 1000);
                break;
            case FlowType.EpochMilliseconds when value.Length == 8:
                json.WriteNumber(known, Number(value));
                break;
            case FlowType.UptimeMilliseconds when value.Length == 4 && header.Uptime is not null:
                json.WriteNumber(known, AtUptime(header, (uint)Number(value)));
                break;
            default:
                Unknown("e"u8, field, value);
                break;
        }
    }

    private void Unknown(ReadOnlySpan<byte> kind, FlowField field, ReadOnlySpan<byte> value)
    {
        kind.CopyTo(name);
        var length = kind.Length;
        if (field.Enterprise != 0)
        {
            field.Enterprise.TryFormat(name.AsSpan(length), out var digits, default, CultureInfo.InvariantCulture);
            length += digits;
            name[length++] = (byte)'.';
        }

        field.Element.TryFormat(name.AsSpan(length), out var more, default, CultureInfo.InvariantCulture);
        var called = name.AsSpan(0, length + more);
        if (value.Length is > 0 and <= 8) json.WriteNumber(called, Number(value));
        else if (value.Length > 0) Hex(called, value[..Math.Min(value.Length, LongestText)]);
    }

    private void Hex(ReadOnlySpan<byte> called, ReadOnlySpan<byte> value) => json.WriteString(called, Convert.ToHexStringLower(value));

    private void Address(ReadOnlySpan<byte> called, ReadOnlySpan<byte> value)
    {
        Span<byte> text = stackalloc byte[64];
        new IPAddress(value).TryFormat(text, out var length);
        json.WriteString(called, text[..length]);
    }

    private static ulong Number(ReadOnlySpan<byte> value)
    {
        var number = 0UL;
        foreach (var b in value) number = (number << 8) | b;
        return number;
    }

    /// <summary>The uptime counts milliseconds and turns over every 49.7 days: the difference is what counts.</summary>
    private static long AtUptime(FlowHeader header, uint uptime) => (header.Seconds * 1000L) - (int)(header.Uptime!.Value - uptime);
}
