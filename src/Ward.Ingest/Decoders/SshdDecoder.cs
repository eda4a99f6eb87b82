using System.Buffers.Text;

namespace Ward.Ingest.Decoders;

/// <summary>
/// OpenSSH's server, and PAM speaking in its name. Only lines tagged sshd are taken; a source address never comes from the part of the line
/// that a client chose. A line that sshd writes about a client's packets proves a completed TCP session from the address that it names.
/// </summary>
internal sealed class SshdDecoder : IDecoder
{
    private const int Logon = 1, Logoff = 2, Success = 1, Failure = 2;
    private static readonly LogSource Source = new("", "linux", "sshd");

    public DecoderCard Card { get; } = new("sshd", "OpenSSH server, and PAM in its name", "9.2 seen; 5.3 and later by loghub", LineShape.Text,
        "Mar  1 11:59:58 gate sshd[42]: Failed password for invalid user admin from 203.0.113.7 port 5022 ssh2")
    {
        Programs = ["sshd", "sshd-session", "sshd-auth", "sshd(pam_unix)"],
        Verified = "loghub OpenSSH_2k; a real sshd in tests/Ward.Reflex.Tests",
        Proves = "yes where sshd writes of a client's packets; PAM: no",
    };

    public static bool IsSshd(ReadOnlySpan<byte> app) =>
        app.SequenceEqual("sshd"u8) || app.SequenceEqual("sshd-session"u8) || app.SequenceEqual("sshd-auth"u8) || app.SequenceEqual("sshd(pam_unix)"u8);

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!IsSshd(header.App)) return false;
        var text = message;
        var repeated = TakeRepetition(ref text);
        if (!PamDecoder.TryDecode(text, header.App, Source, into) && !TryDecodeOwn(text.TrimEnd((byte)' '), into)) return false;
        if (repeated.Length > 0) into.Set(Fields.Repeated, repeated);
        Text.SetHeader(into, header, message);
        return true;
    }

    private static bool TryDecodeOwn(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var line = text;
        _ = Text.TryTake(ref text, "error: "u8) || Text.TryTake(ref text, "fatal: "u8);
        Text.TryTakeEnd(ref text, " [preauth]"u8);
        if (text.StartsWith("Failed "u8)) return Attempt(text, 7, Failure, into);
        if (text.StartsWith("Accepted "u8)) return Attempt(text, 9, Success, into);
        if (text.StartsWith("Postponed "u8)) return Attempt(text, 10, 0, into);
        if (Text.TryTake(ref text, "Invalid user "u8) || Text.TryTake(ref text, "Illegal user "u8)) return Named(text, Logon, Failure, "Invalid user"u8, into);
        if (Text.TryTake(ref text, "maximum authentication attempts exceeded for "u8))
            return Text.TryTakeEnd(ref text, " ssh2"u8) && Named(AfterKind(text, out _), Logon, Failure, "Maximum authentication attempts exceeded"u8, into);
        if (Text.TryTake(ref text, "PAM: "u8)) return PamVerdict(text, into);
        if (Text.TryTake(ref text, "Connection closed by "u8)) return Ended(text, "Connection closed"u8, into);
        if (Text.TryTake(ref text, "Connection reset by "u8)) return Ended(text, "Connection reset"u8, into);
        if (Text.TryTake(ref text, "Disconnected from "u8)) return Ended(text, "Disconnected"u8, into);
        if (Text.TryTake(ref text, "Disconnecting"u8)) return Disconnecting(text, into);
        if (Text.TryTake(ref text, "Received disconnect from "u8)) return Leading(text, Logoff, 0, "Received disconnect"u8, into);
        if (Text.TryTake(ref text, "Unable to negotiate with "u8)) return Leading(text, Logon, Failure, "Unable to negotiate"u8, into);
        if (Text.TryTake(ref text, "banner exchange: Connection from "u8)) return Leading(text, Logon, Failure, "Bad banner"u8, into);
        if (Text.TryTake(ref text, "Starting session: "u8)) return Session(text, into);
        if (text.StartsWith("kex_exchange_identification: "u8)) return Write(into, Logon, Failure, "No key exchange"u8, default, default, false);
        if (Text.TryTake(ref text, "Connection from "u8)) return Leading(text, 99, 0, "Connection"u8, into);
        if (Text.TryTake(ref text, "Did not receive identification string from "u8)) return Leading(text, Logon, Failure, "No identification"u8, into);
        if (Text.TryTake(ref text, "Bad protocol version identification "u8)) return Foreign(text, "Bad identification"u8, into);
        if (text.StartsWith("User "u8) && text.IndexOf(" not allowed because "u8) is var reason and > 0)
            return Named(text[5..reason], Logon, Failure, "User not allowed"u8, into);
        if (Text.TryTake(ref text, "input_userauth_request: invalid user "u8)) return Write(into, Logon, Failure, "Invalid user request"u8, text, default, false);
        if (text.StartsWith("reverse mapping checking getaddrinfo for "u8)) return ReverseMapping(text, into);
        if (text.StartsWith("Address "u8) && text.IndexOf(" maps to "u8) is var maps and > 0) return Leading(text[8..maps], 99, 0, "Reverse mapping failed"u8, into);
        return Daemon(line, into);
    }

    /// <summary>"KIND for NAME from ADDRESS port PORT id N", at log level VERBOSE.</summary>
    private static bool Session(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var id = text.LastIndexOf(" id "u8);
        if (id < 0 || text.IndexOf(" for "u8) is not (> 0 and var at) || at > id) return false;
        return SourceTail.TryRead(text[(at + 5)..id], " from "u8, out var tail) && Write(into, 99, Success, "Starting session"u8, tail.Before, tail, true);
    }

    /// <summary>"Failed METHOD for [invalid user ]NAME from ADDRESS port PORT ssh2[: KEY]".</summary>
    private static bool Attempt(ReadOnlySpan<byte> text, int methodAt, int status, EventBuilder into)
    {
        var methodLength = text[methodAt..].IndexOf((byte)' ');
        if (methodLength <= 0) return false;
        var method = text.Slice(methodAt, methodLength);
        var detail = text[..(methodAt + methodLength)];
        var rest = text[(methodAt + methodLength)..];
        if (!Text.TryTake(ref rest, " for "u8)) return false;
        rest = AfterKind(rest, out var foreign);
        SourceTail tail;
        if (Text.TryTakeEnd(ref rest, " ssh2"u8) || Text.TryTakeEnd(ref rest, " ssh1"u8))
        {
            if (!SourceTail.TryRead(rest, " from "u8, out tail)) return false;
        }
        else if (!SourceTail.TryReadBefore(" ssh2: "u8, rest, " from "u8, foreign, out tail))
        {
            // Only a line that could name two sources comes here and is still an attempt: said without a source.
            if (rest.IndexOf(" ssh2: "u8) < 0) return false;
            into.Set(Fields.AuthProtocol, method);
            return Write(into, Logon, status, detail, default, default, false);
        }

        into.Set(Fields.AuthProtocol, method);
        return Write(into, Logon, status, detail, tail.Before, tail, true);
    }

    /// <summary>"NAME from ADDRESS[ port PORT]" up to the end of the line.</summary>
    private static bool Named(ReadOnlySpan<byte> text, int activity, int status, ReadOnlySpan<byte> detail, EventBuilder into) =>
        (SourceTail.TryRead(text, " from "u8, out var tail) || SourceTail.TryReadPortless(text, " from "u8, out tail))
        && Write(into, activity, status, detail, tail.Before, tail, Text.IsAddress(tail.Address));

    /// <summary>"[authenticating |invalid ]user NAME ADDRESS port PORT" or "ADDRESS[ port PORT]".</summary>
    private static bool Ended(ReadOnlySpan<byte> text, ReadOnlySpan<byte> detail, EventBuilder into)
    {
        var named = Text.TryTake(ref text, "user "u8) || Text.TryTake(ref text, "invalid user "u8) || Text.TryTake(ref text, "authenticating user "u8);
        if (!named) return Leading(text, Logoff, 0, detail, into);
        return SourceTail.TryRead(text, " "u8, out var tail) && Write(into, Logoff, 0, detail, tail.Before, tail, true);
    }

    /// <summary>The address is the first word; what follows it may be the client's text.</summary>
    private static bool Leading(ReadOnlySpan<byte> text, int activity, int status, ReadOnlySpan<byte> detail, EventBuilder into)
    {
        var end = text.IndexOf((byte)' ');
        var address = end < 0 ? text : text[..end];
        if (!Text.IsAddress(address)) address = address.TrimEnd((byte)':');
        if (!Text.IsAddress(address)) return false;
        var rest = end < 0 ? default : text[end..];
        if (Text.TryTake(ref rest, " port "u8))
        {
            var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            var port = digits < 0 ? rest : rest[..digits];
            if (Text.IsPort(port)) into.Set(Fields.SourcePort, port);
        }

        Text.SetSource(into, address);
        return Write(into, activity, status, detail, default, default, true);
    }

    /// <summary>"Disconnecting [KIND user NAME] ADDRESS port PORT: REASON", where the reason may quote the client; before 7.5 ": REASON" alone.</summary>
    private static bool Disconnecting(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (text.StartsWith(": "u8)) return Write(into, Logoff, 0, "Disconnecting"u8, default, default, false);
        if (!Text.TryTake(ref text, " "u8)) return false;
        var foreign = Text.TryTake(ref text, "invalid user "u8);
        if (!foreign && !Text.TryTake(ref text, "authenticating user "u8) && !Text.TryTake(ref text, "user "u8)) return Leading(text, Logoff, 0, "Disconnecting"u8, into);
        var known = SourceTail.TryReadBefore(": "u8, text, " "u8, foreign, out var tail);
        return Write(into, Logoff, 0, "Disconnecting"u8, tail.Before, tail, known);
    }

    private static bool Foreign(ReadOnlySpan<byte> text, ReadOnlySpan<byte> detail, EventBuilder into) =>
        (SourceTail.TryRead(text, " from "u8, out var tail) || SourceTail.TryReadPortless(text, " from "u8, out tail))
        && Write(into, Logon, Failure, detail, default, tail, Text.IsAddress(tail.Address));

    private static bool PamVerdict(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var end = text.IndexOf(" for "u8);
        return end > 0 && SourceTail.TryReadPortless(AfterKind(text[(end + 5)..], out _), " from "u8, out var tail)
            && Write(into, Logon, Failure, text[..end], tail.Before, tail, false);
    }

    private static bool ReverseMapping(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTakeEnd(ref text, "] failed - POSSIBLE BREAK-IN ATTEMPT!"u8) && !Text.TryTakeEnd(ref text, "] failed."u8)) return false;
        var address = text[(text.LastIndexOf((byte)'[') + 1)..];
        if (!Text.IsAddress(address)) return false;
        Text.SetSource(into, address);
        return Write(into, 99, 0, "Reverse mapping failed"u8, default, default, true);
    }

    private static bool Daemon(ReadOnlySpan<byte> line, EventBuilder into)
    {
        var start = line.StartsWith("Server listening on "u8);
        if (!start && !line.StartsWith("Received signal 15; terminating"u8)) return false;
        into.Is(EventClass.ApplicationLifecycle, start ? 3 : 4, Success, Source).Set(Fields.LogProvider, "sshd"u8).Set(Fields.ServiceName, "sshd"u8);
        return true;
    }

    private static bool Write(EventBuilder into, int activity, int status, ReadOnlySpan<byte> detail, ReadOnlySpan<byte> user, in SourceTail tail, bool proven)
    {
        into.Is(EventClass.Authentication, activity, status, Source).Proven(proven)
            .Set(Fields.StatusDetail, detail).Set(Fields.LogProvider, "sshd"u8).Set(Fields.ServiceName, "sshd"u8);
        if (user.Length > 0) into.Set(Fields.UserName, user);
        Text.SetSource(into, tail.Address);
        if (tail.Port.Length > 0) into.Set(Fields.SourcePort, tail.Port);
        return true;
    }

    private static ReadOnlySpan<byte> AfterKind(ReadOnlySpan<byte> text, out bool foreign)
    {
        foreign = Text.TryTake(ref text, "invalid user "u8) || Text.TryTake(ref text, "illegal user "u8);
        return text;
    }

    /// <summary>"message repeated N times: [ LINE]", as rsyslog shortens runs; returns the digits of N.</summary>
    private static ReadOnlySpan<byte> TakeRepetition(ref ReadOnlySpan<byte> text)
    {
        var rest = text;
        if (!Text.TryTake(ref rest, "message repeated "u8) || !Utf8Parser.TryParse(rest, out int _, out var length)) return default;
        var times = rest[..length];
        rest = rest[length..];
        if (!Text.TryTake(ref rest, " times: [ "u8) || !Text.TryTakeEnd(ref rest, "]"u8)) return default;
        text = rest;
        return times;
    }
}
