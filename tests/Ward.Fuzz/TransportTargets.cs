using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;

namespace Ward.Fuzz;

/// <summary>What the network brings before there are lines: export datagrams, frames of syslog, messages of a broker.</summary>
internal static class TransportTargets
{
    private const int LineLimit = 4096, LongestDatagram = 65_507;
    private static readonly IPAddress Sender = IPAddress.Parse("192.0.2.1");

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("netflow-datagram", "transports", b => Export([b]), TransportSeeds.Datagrams),
        new("netflow-datagrams", "transports", b => Export(TransportSeeds.Split(b)), [.. TransportSeeds.Datagrams.Select(d => TransportSeeds.Join(TransportSeeds.Templates, d))]),
        new("syslog-frames", "transports", ReadFrames, TransportSeeds.Frames),
        new("mqtt-payload", "transports", ReadMessage, TransportSeeds.Payloads),
    ];

    /// <summary>Datagrams of one sender to one socket: every line is an object on one line that its decoder reads.</summary>
    private static void Export(IReadOnlyList<byte[]> datagrams)
    {
        if (!DecoderSet.TryMake("netflow", out var decoder)) throw new InvalidOperationException("There is no decoder of flows.");
        // No datagram is longer, whatever a target is given.
        foreach (var line in TransportLines.OfExports(Sender, datagrams.Select(d => d.Length > LongestDatagram ? d[..LongestDatagram] : d), TimeProvider.System))
        {
            if (line.AsSpan().Contains((byte)'\n')) throw new InvalidOperationException("a line feed in a record");
            var header = SyslogHeader.Read(line, DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc);
            if (!decoder.TryDecode(header.Message, header, new EventBuilder())) throw new InvalidOperationException($"not understood: {Encoding.UTF8.GetString(line)}");
        }
    }

    /// <summary>Lines are the same however the bytes come, and none is longer than the limit.</summary>
    private static void ReadFrames(byte[] bytes)
    {
        var (whole, dripped) = (Lines(new MemoryStream(bytes)), Lines(new Dripping(bytes, 7)));
        if (!whole.SequenceEqual(dripped)) throw new InvalidOperationException($"{string.Join('|', whole)} is not {string.Join('|', dripped)}");
    }

    private static List<string> Lines(Stream connection)
    {
        var lines = TransportLines.OfFrames(connection, LineLimit);
        if (lines.FirstOrDefault(l => l.Line.Length > LineLimit).Line is { } line) throw new InvalidOperationException($"a line of {line.Length} bytes");
        return [.. lines.Select(l => $"{l.Cut} {Convert.ToBase64String(l.Line)}")];
    }

    /// <summary>Whatever is published is an object on one line, and what it said can be had from it again.</summary>
    private static void ReadMessage(byte[] payload)
    {
        // The line is made of a copy: payloads may be shared.
        var given = payload.ToArray();
        var line = TransportLines.OfMessage("lights/7", new ReadOnlySequence<byte>(payload));
        if (!payload.AsSpan().SequenceEqual(given)) throw new InvalidOperationException("the payload was changed");
        if (line.AsSpan().IndexOfAny((byte)'\n', (byte)'\r') >= 0) throw new InvalidOperationException("a line break in a line");
        using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 1024 });
        var message = document.RootElement.GetProperty("mqtt");
        if (message.GetProperty("topic").GetString() != "lights/7") throw new InvalidOperationException("another topic");
        if (message.TryGetProperty("payload_base64", out var raw))
        {
            if (!raw.GetBytesFromBase64().AsSpan().SequenceEqual(payload)) throw new InvalidOperationException("another payload");
        }
        else if (message.GetProperty("payload") is { ValueKind: JsonValueKind.String } text && !IsJson(payload) && text.GetString() != Encoding.UTF8.GetString(payload))
        {
            throw new InvalidOperationException("another payload");
        }
    }

    private static bool IsJson(byte[] payload)
    {
        try
        {
            using (JsonDocument.Parse(payload)) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
