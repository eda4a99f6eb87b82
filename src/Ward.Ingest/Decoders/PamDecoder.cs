namespace Ward.Ingest.Decoders;

/// <summary>
/// PAM modules, whichever program speaks: "pam_unix(service:type): ..." and the older "service(pam_unix)[pid]: ...".
/// What PAM knows of the remote end is what the program told it, so it proves no source.
/// </summary>
internal sealed class PamDecoder : IDecoder
{
    private const int Logon = 1, Logoff = 2, Success = 1, Failure = 2;
    private static readonly LogSource Source = new("", "linux", "auth");

    public DecoderCard Card { get; } = new("pam", "PAM modules of any program", "Linux-PAM 1.5 seen; the older form by loghub", LineShape.Text,
        "Mar  1 11:59:58 gate vlock: pam_unix(vlock:auth): authentication failure; logname=ann uid=1000 euid=0 tty=pts/0 ruser=ann rhost=  user=root")
    {
        Verified = "loghub Linux_2k",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!TryDecode(message, header.App, SshdDecoder.IsSshd(header.App) ? SshdSource : Source, into)) return false;
        Text.SetHeader(into, header, message);
        return true;
    }

    /// <summary>The lines themselves, without header.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> text, ReadOnlySpan<byte> app, LogSource source, EventBuilder into)
    {
        ReadOnlySpan<byte> service;
        if (text.StartsWith("pam_"u8))
        {
            var (open, close) = (text.IndexOf((byte)'('), text.IndexOf("): "u8));
            if (open < 0 || close < open) return false;
            service = text[(open + 1)..close];
            if (service.IndexOf((byte)':') is var colon and >= 0) service = service[..colon];
            text = text[(close + 3)..];
        }
        else if (app.EndsWith("(pam_unix)"u8))
        {
            service = app[..^10];
        }
        else
        {
            return TryDecodeSummary(text, app, source, into);
        }

        if (text.StartsWith("authentication failure; "u8)) return Failed(text[24..], service, "authentication failure"u8, source, into);
        if (Text.TryTake(ref text, "auth could not identify password for ["u8) && Text.TryTakeEnd(ref text, "]"u8)) return Write(into, Logon, Failure, "no password given"u8, text, service, source);
        if (text.SequenceEqual("conversation failed"u8)) return Write(into, Logon, Failure, text, default, service, source);
        if (text.StartsWith("check pass; user unknown"u8)) return Write(into, Logon, Failure, "check pass; user unknown"u8, default, service, source);
        if (Text.TryTake(ref text, "session opened for user "u8)) return Write(into, Logon, Success, "session opened"u8, UserOf(text), service, source);
        if (Text.TryTake(ref text, "session closed for user "u8)) return Write(into, Logoff, Success, "session closed"u8, UserOf(text), service, source);
        if (!Text.TryTake(ref text, "password changed for "u8)) return false;
        into.Is(EventClass.UserManagement, 8, Success, source).Set(Fields.UserName, text).Set(Fields.StatusDetail, "password changed"u8)
            .Set(Fields.LogProvider, "pam"u8).Set(Fields.ServiceName, service);
        return true;
    }

    private static LogSource SshdSource { get; } = new("", "linux", "sshd");

    /// <summary>"PAM N more authentication failures; ..." and "PAM service(sshd) ignoring max retries; 6 > 3".</summary>
    private static bool TryDecodeSummary(ReadOnlySpan<byte> text, ReadOnlySpan<byte> app, LogSource source, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "PAM "u8)) return false;
        if (text.StartsWith("service("u8) && text.IndexOf(") ignoring max retries"u8) > 0)
            return Write(into, Logon, Failure, "ignoring max retries"u8, default, app, source);
        var end = text.IndexOf((byte)' ');
        if (end <= 0 || text[..end].ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;
        var times = text[..end];
        text = text[end..];
        if (!Text.TryTake(ref text, " more authentication failures; "u8) && !Text.TryTake(ref text, " more authentication failure; "u8)) return false;
        into.Set(Fields.Repeated, times);
        return Failed(text, app, "more authentication failures"u8, source, into);
    }

    /// <summary>"logname= uid=0 euid=0 tty=ssh ruser= rhost=ADDRESS  user=NAME".</summary>
    private static bool Failed(ReadOnlySpan<byte> text, ReadOnlySpan<byte> service, ReadOnlySpan<byte> detail, LogSource source, EventBuilder into)
    {
        ReadOnlySpan<byte> user = default;
        if (text.IndexOf("  user="u8) is var at and >= 0)
        {
            user = text[(at + 7)..].TrimEnd((byte)' ');
            text = text[..at];
        }

        // ruser is the remote side's own word for its user where a program passes one on; only an unambiguous rhost is believed.
        var host = text.IndexOf(" rhost="u8);
        if (host >= 0 && text.LastIndexOf(" rhost="u8) == host && (source != SshdSource && user.IndexOf(" rhost="u8) < 0 || text[..host].EndsWith(" ruser="u8)))
        {
            var value = text[(host + 7)..].Trim((byte)' ');
            if (!value.Contains((byte)' ')) Text.SetSource(into, value);
        }

        return Write(into, Logon, Failure, detail, user, service, source);
    }

    private static ReadOnlySpan<byte> UserOf(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf(" by "u8) is var by and >= 0) text = text[..by];
        if (text.LastIndexOf("(uid="u8) is var id and > 0) text = text[..id];
        return text.TrimEnd((byte)' ');
    }

    private static bool Write(EventBuilder into, int activity, int status, ReadOnlySpan<byte> detail, ReadOnlySpan<byte> user, ReadOnlySpan<byte> service, LogSource source)
    {
        into.Is(EventClass.Authentication, activity, status, source).Proven(false)
            .Set(Fields.StatusDetail, detail).Set(Fields.LogProvider, "pam"u8).Set(Fields.ServiceName, service);
        if (user.Length > 0) into.Set(Fields.UserName, user);
        return true;
    }
}
