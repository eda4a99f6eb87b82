using System.Buffers.Text;

namespace Ward.Ingest.Decoders.Servers;

/// <summary>HAProxy: the HTTP and TCP log formats, the short one, failed handshakes, and servers that go down and come up.</summary>
internal sealed class HaproxyDecoder : IDecoder
{
    private static readonly LogSource Web = new("webserver", "haproxy", "access"), Source = new("", "haproxy", "");

    public DecoderCard Card { get; } = new("haproxy", "HAProxy: httplog, tcplog, and its own notices", "2.6.12 seen", LineShape.Text,
        "Mar  1 11:59:58 lb haproxy[42]: 203.0.113.7:5022 [01/Mar/2026:11:59:58.123] fe~ be/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {city.example} \"GET /a?b HTTP/1.1\"")
    {
        Programs = ["haproxy"],
        Verified = "HAProxy 2.6.12 run: httplog, tcplog, plain, bad requests, servers down",
        Proves = "yes: the TCP peer, or what accept-proxy was told to believe",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (header.App.Length > 0 && !header.App.SequenceEqual("haproxy"u8)) return false;
        if (!(TrySession(message, header, into) || (header.App.Length > 0 && TryNotice(message, into)))) return false;
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        if (header.ProcessId.Length > 0) into.Set(Fields.ProcessId, header.ProcessId);
        into.Set(Fields.LogProvider, "haproxy"u8).Set(Fields.Message, message);
        return true;
    }

    private static bool TrySession(ReadOnlySpan<byte> text, in SyslogHeader header, EventBuilder into)
    {
        var address = Text.TakePort(Words.Take(ref text), (byte)':', out var port);
        if (!Text.IsAddress(address) || port.Length == 0 || !Text.TryTake(ref text, "["u8) || !Words.TryTakeTo(ref text, "] "u8, out var stamp) || !Timestamps.TryDayFirst(stamp, into.Zone, into.Event.Received, out var time)) return false;
        into.At(Timestamps.Believed(header.Time, time)).Proven(true);
        Text.SetSource(into, address, port);
        var frontend = Words.Take(ref text);
        if (frontend.EndsWith(":"u8))
        {
            // "fe/1: SSL handshake failure"
            into.Is(EventClass.NetworkActivity, 4, 2, Source).SetUnmapped("frontend"u8, frontend[..^1]).Set(Fields.StatusDetail, text);
            return text.Length > 0;
        }

        into.SetUnmapped("frontend"u8, frontend);
        var backend = Words.Take(ref text);
        var timers = Words.Take(ref text);
        if (backend.IndexOf((byte)'/') is not (> 0 and var slash) || !timers.Contains((byte)'/')) return false;
        into.SetUnmapped("backend"u8, backend[..slash]).SetUnmapped("timers"u8, timers);
        Text.SetPresent(into, Fields.DestinationName, backend[(slash + 1)..]);
        var total = timers[(timers.LastIndexOf((byte)'/') + 1)..].TrimStart((byte)'+');
        into.Set(Fields.Duration, total);
        // The line is written when the session ends, its own time is that of its beginning.
        if (Utf8Parser.TryParse(total, out int milliseconds, out _) && milliseconds > 0) into.At(Timestamps.Believed(header.Time, time, TimeSpan.FromMilliseconds(milliseconds)));
        return text.EndsWith("\""u8) ? TryHttp(text, into) : TryTcp(text, into);
    }

    /// <summary>"STATUS BYTES CAPTURED CAPTURED STATE COUNTS QUEUES {..} "REQUEST"".</summary>
    private static bool TryHttp(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var status = Words.Take(ref text);
        var bytes = Words.Take(ref text);
        Words.Take(ref text);
        Words.Take(ref text);
        var state = Words.Take(ref text);
        Words.Take(ref text);
        Words.Take(ref text);
        if (!Words.IsNumber(status.TrimStart((byte)'-')) || state.Length != 4 || !Words.TryTakeTo(ref text, "\""u8, out var captured)) return false;
        Text.TryTakeEnd(ref text, "\""u8);
        HttpRequestLine.Set(text, status[0] is >= (byte)'1' and < (byte)'4', Web, into);
        into.Set(Fields.HttpStatus, status).Set(Fields.BytesOut, bytes.TrimStart((byte)'+')).Set(Fields.ConnectionState, state);
        Text.SetPresent(into, "captured"u8, captured.Trim((byte)' '));
        return true;
    }

    /// <summary>"BYTES STATE COUNTS QUEUES".</summary>
    private static bool TryTcp(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var bytes = Words.Take(ref text);
        var state = Words.Take(ref text);
        if (!Words.IsNumber(bytes.TrimStart((byte)'+')) || state.Length != 2) return false;
        into.Is(EventClass.NetworkActivity, 2, state.SequenceEqual("--"u8) ? 1 : 2, Source).Set(Fields.BytesOut, bytes.TrimStart((byte)'+')).Set(Fields.ConnectionState, state);
        return true;
    }

    private static bool TryNotice(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (Text.TryTake(ref text, "Connect from "u8))
        {
            var source = Text.TakePort(Words.Take(ref text), (byte)':', out var sourcePort);
            if (!Text.TryTake(ref text, "to "u8)) return false;
            var destination = Text.TakePort(Words.Take(ref text), (byte)':', out var port);
            into.Is(EventClass.NetworkActivity, 1, 1, Source).Proven(Text.IsAddress(source));
            Text.SetSource(into, source, sourcePort);
            Text.SetDestination(into, destination, port);
            return Text.IsAddress(source);
        }

        if (Text.TryTake(ref text, "Server "u8) || Text.TryTake(ref text, "Health check for server "u8))
        {
            var server = Words.Take(ref text);
            var (activity, status) = text.StartsWith("is DOWN"u8) || text.StartsWith("failed"u8) ? (4, 2) : text.StartsWith("is UP"u8) || text.StartsWith("succeeded"u8) ? (3, 1) : (99, 0);
            into.Is(EventClass.ApplicationLifecycle, activity, status, Source).Set(Fields.AppName, server).Set(Fields.StatusDetail, text.TrimEnd((byte)'.'));
            return server.Contains((byte)'/');
        }

        if (!Text.TryTakeEnd(ref text, " has no server available!"u8) || (!Text.TryTake(ref text, "backend "u8) && !Text.TryTake(ref text, "proxy "u8))) return false;
        into.Is(EventClass.ApplicationLifecycle, 4, 2, Source).Set(Fields.AppName, text).Set(Fields.StatusDetail, "no server available"u8);
        return true;
    }
}
