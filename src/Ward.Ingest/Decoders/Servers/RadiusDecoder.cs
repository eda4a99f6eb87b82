namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// FreeRADIUS: "[(N) ]Login OK: [USER] (from client NAME port N cli STATION)" and "Login incorrect (REASON): [USER...] (...)". The user is the
/// supplicant's text, so the end is read from the last " (from client "; the calling station is what the access point reported.
/// A password that the server was told to log behind a slash is left out of the fields.
/// </summary>
internal sealed class RadiusDecoder : IDecoder
{
    private static readonly LogSource Source = new("", "freeradius", "auth");

    public DecoderCard Card { get; } = new("radius", "FreeRADIUS authentication log", "3.2.1 seen", LineShape.Text,
        "Mar  1 11:59:58 aaa radiusd[42]: (12) Login incorrect (mschap: MS-CHAP2-Response is incorrect): [ann/<via Auth-Type = eap>] (from client ap-7 port 5 cli 00-11-22-33-44-55)")
    {
        Programs = ["radiusd", "freeradius"],
        Verified = "FreeRADIUS 3.2.1 run: accepted, refused, unknown, wrong secret",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message;
        var server = header.App.SequenceEqual("radiusd"u8) || header.App.SequenceEqual("freeradius"u8);
        var stamped = false;
        if (!server)
        {
            // "Www Mmm dd hh:mm:ss yyyy : Auth: ..." of its own file.
            if (header.App.Length > 0 && header.Time is not null) return false;
            text = text.Length > 24 ? text : default;
            if (text.Length == 0 || !Timestamps.TryWeekday(text[..24], into.Zone, into.Event.Received, out var time) || !Words.TryTakeTo(ref text, " : "u8, out _)) return false;
            into.At(time);
            stamped = true;
        }

        if (Text.TryTake(ref text, "Info: "u8) || Text.TryTake(ref text, "Error: "u8) || Text.TryTake(ref text, "Warning: "u8) || text.StartsWith("Dropping packet "u8) || text.StartsWith("Ignoring request "u8) || text.StartsWith("Ready to process"u8))
            return TryServer(text, header, message, stamped, into);
        _ = Text.TryTake(ref text, "Auth: "u8);
        if (text.StartsWith("("u8) && text.IndexOf(") "u8) is > 0 and < 14 and var number)
        {
            into.Set(Fields.CorrelationUid, text[1..number]);
            text = text[(number + 2)..];
        }

        var success = Text.TryTake(ref text, "Login OK"u8);
        if (!success && !Text.TryTake(ref text, "Login incorrect"u8) && !Text.TryTake(ref text, "Invalid user"u8)) return false;
        if (text.StartsWith(" ("u8) && Words.TryTakeTo(ref text, "): ["u8, out var reason)) into.Set(Fields.StatusDetail, reason[2..]);
        else if (!Text.TryTake(ref text, ": ["u8)) return false;
        if (!Words.TryTakeFromLast(ref text, "] (from client "u8, out var tail)) return false;

        into.Is(EventClass.Authentication, 1, success ? 1 : 2, Source).Proven(false).Set(Fields.AuthProtocol, "RADIUS"u8).Set(Fields.ServiceName, "radiusd"u8);
        Text.SetPresent(into, Fields.UserName, UserOf(text));
        SetTail(tail, into);
        return Finish(header, message, stamped, into);
    }

    private static bool Finish(in SyslogHeader header, ReadOnlySpan<byte> message, bool stamped, EventBuilder into)
    {
        var own = into.Event.Time;
        Text.SetHeader(into, header, message);
        if (stamped) into.At(own);
        into.Set(Fields.LogProvider, "freeradius"u8);
        return true;
    }

    /// <summary>Packets that were dropped ("... Received packet from ADDRESS with invalid Message-Authenticator", "... from unknown client ADDRESS port N"), and the server's own life.</summary>
    private static bool TryServer(ReadOnlySpan<byte> text, in SyslogHeader header, ReadOnlySpan<byte> message, bool stamped, EventBuilder into)
    {
        var detail = text;
        if ((text.StartsWith("Dropping packet "u8) && Words.TryTakeTo(ref text, "Received packet from "u8, out _)) || (text.StartsWith("Ignoring request "u8) && Words.TryTakeTo(ref text, " from unknown client "u8, out _)))
        {
            // A datagram's sender: anyone may write it.
            var address = Words.Take(ref text);
            if (!Text.IsAddress(address)) return false;
            into.Is(EventClass.NetworkActivity, 5, 2, Source).Proven(false).Set(Fields.Disposition, "Dropped"u8).Set(Fields.ServiceName, "radiusd"u8);
            Text.SetSource(into, address, Text.TryTake(ref text, "port "u8) ? Words.Take(ref text) : default);
        }
        else
        {
            var start = text.StartsWith("Ready to process requests"u8);
            into.Is(EventClass.ApplicationLifecycle, start ? 3 : text.StartsWith("Exiting"u8) ? 4 : 99, start ? 1 : 0, Source).Set(Fields.ServiceName, "radiusd"u8);
        }

        into.Set(Fields.StatusDetail, detail);
        return Finish(header, message, stamped, into);
    }

    /// <summary>"USER", "USER/&lt;via Auth-Type = eap&gt;", "host/MACHINE" or "USER/PASSWORD".</summary>
    private static ReadOnlySpan<byte> UserOf(ReadOnlySpan<byte> text)
    {
        if (text.LastIndexOf("/<"u8) is > 0 and var via) return text[..via];
        return text.LastIndexOf((byte)'/') is > 0 and var slash && !text.StartsWith("host/"u8) ? text[..slash] : text;
    }

    /// <summary>"NAME port N cli STATION[ via TLS tunnel])[ MESSAGE]".</summary>
    private static void SetTail(ReadOnlySpan<byte> tail, EventBuilder into)
    {
        var client = Words.Take(ref tail);
        into.SetUnmapped("client"u8, client.TrimEnd((byte)')')).Set(Fields.DestinationName, client.TrimEnd((byte)')'));
        if (Text.TryTake(ref tail, "port "u8)) into.SetUnmapped("port"u8, Words.Take(ref tail).TrimEnd((byte)')'));
        if (!Text.TryTake(ref tail, "cli "u8)) return;
        var station = Words.Take(ref tail).TrimEnd((byte)')');
        if (Text.IsAddress(station)) Text.SetSource(into, station);
        else into.Set(Fields.SourceMac, station);
    }
}
