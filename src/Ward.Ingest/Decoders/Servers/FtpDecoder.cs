namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// FTP servers: vsftpd ("[USER] FAIL LOGIN: Client "ADDRESS""), ProFTPD ("HOST (NAME[ADDRESS]) - TEXT") and the old ftpd
/// ("connection from ADDRESS (NAME) at TIME"). Where a client's text could name a second address, none is believed.
/// </summary>
internal sealed class FtpDecoder : IDecoder
{
    private static readonly LogSource Vsftpd = new("", "linux", "vsftpd"), Proftpd = new("", "linux", "proftpd"), Ftpd = new("", "linux", "ftpd");

    public DecoderCard Card { get; } = new("ftp", "vsftpd, ProFTPD and the old ftpd", "ProFTPD 1.3.8 seen; vsftpd 3.0 by its source; ftpd by loghub", LineShape.Text,
        "Mar  1 11:59:58 files vsftpd[42]: [ann] FAIL LOGIN: Client \"203.0.113.7\"")
    {
        Programs = ["vsftpd", "proftpd", "ftpd", "in.ftpd", "wu-ftpd"],
        Verified = "loghub Linux_2k (ftpd); ProFTPD 1.3.8 run: logins good and bad",
        Proves = "yes: the TCP peer, where the line names one address",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message.Trim((byte)' ');
        var app = header.App;
        DateTimeOffset? own = null;
        if (app.Length == 0 || header.Time is null)
        {
            // vsftpd's own file: "Www Mmm dd hh:mm:ss yyyy [pid N] ..."
            if (text.Length > 26 && Timestamps.TryWeekday(text[..24], into.Zone, into.Event.Received, out var time) && text[24..].StartsWith(" [pid "u8))
            {
                text = text[25..];
                Words.TryTakeTo(ref text, "] "u8, out _);
                own = time;
                app = "vsftpd"u8;
            }
        }

        var understood = app switch
        {
            _ when app.SequenceEqual("vsftpd"u8) => TryVsftpd(text, into),
            _ when app.SequenceEqual("proftpd"u8) => TryProftpd(text, into),
            _ when app.SequenceEqual("ftpd"u8) || app.SequenceEqual("in.ftpd"u8) || app.SequenceEqual("wu-ftpd"u8) => TryFtpd(text, into),
            _ => false,
        };
        if (!understood) return false;
        Text.SetHeader(into, header, message);
        if (own is { } stamp) into.At(stamp);
        into.Set(Fields.LogProvider, app).Set(Fields.ServiceName, app);
        return true;
    }

    private static bool TryVsftpd(ReadOnlySpan<byte> text, EventBuilder into)
    {
        ReadOnlySpan<byte> mark = "Client \""u8;
        if (text.IndexOf(mark) is not (>= 0 and var at)) return false;
        var address = text[(at + mark.Length)..];
        var end = address.IndexOf((byte)'"');
        if (end < 0) return false;
        var rest = address[(end + 1)..];
        address = address[..end];
        var proven = Words.Once(text, mark) && Text.IsAddress(Text.Unmapped(address));
        if (proven) Text.SetSource(into, address);
        into.Proven(proven);
        var before = text[..at];
        if (before.StartsWith("["u8) && before.LastIndexOf("] "u8) is > 0 and var close)
        {
            into.Set(Fields.UserName, before[1..close]);
            before = before[(close + 2)..];
        }

        if (before.SequenceEqual("CONNECT: "u8)) into.Is(EventClass.NetworkActivity, 1, 1, Vsftpd);
        else if (before.SequenceEqual("OK LOGIN: "u8)) into.Is(EventClass.Authentication, 1, 1, Vsftpd);
        else if (before.SequenceEqual("FAIL LOGIN: "u8)) into.Is(EventClass.Authentication, 1, 2, Vsftpd);
        else
        {
            var status = Text.TryTake(ref before, "OK "u8) ? 1 : Text.TryTake(ref before, "FAIL "u8) ? 2 : 0;
            var activity = before switch
            {
                _ when before.StartsWith("UPLOAD"u8) => 1,
                _ when before.StartsWith("DOWNLOAD"u8) => 2,
                _ when before.StartsWith("DELETE"u8) => 4,
                _ when before.StartsWith("RENAME"u8) => 5,
                _ when before.StartsWith("MKDIR"u8) || before.StartsWith("RMDIR"u8) || before.StartsWith("CHMOD"u8) => 99,
                _ => 0,
            };
            if (status == 0 || activity == 0) return false;
            into.Is(EventClass.FtpActivity, activity, status, Vsftpd).Set(Fields.ActivityName, before.TrimEnd(": "u8));
            Text.SetPresent(into, Fields.FilePath, Words.Between(rest, ", \""u8, "\""u8));
        }

        return true;
    }

    private static bool TryProftpd(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (text.IndexOf(" - ProFTPD "u8) is > 0 and var name && !text[..name].Contains((byte)' '))
        {
            var start = text.EndsWith(" STARTUP"u8);
            if (!start && !text.EndsWith(" SHUTDOWN"u8)) return false;
            into.Is(EventClass.ApplicationLifecycle, start ? 3 : 4, 1, Proftpd).Set(Fields.StatusDetail, text[(name + 3)..]);
            return true;
        }

        // "HOST (NAME[ADDRESS]) - " stands before anything that the client said.
        if (!Words.TryTakeTo(ref text, "["u8, out _) || !Words.TryTakeTo(ref text, "]) - "u8, out var address) || !Text.IsAddress(Text.Unmapped(address))) return false;
        into.Proven(true);
        Text.SetSource(into, address);
        if (text.StartsWith("FTP session opened"u8)) into.Is(EventClass.NetworkActivity, 1, 1, Proftpd);
        else if (text.StartsWith("FTP session closed"u8)) into.Is(EventClass.NetworkActivity, 2, 0, Proftpd);
        else if (text.StartsWith("Maximum login attempts"u8)) into.Is(EventClass.Authentication, 1, 2, Proftpd).Set(Fields.StatusDetail, text);
        else if (Text.TryTake(ref text, "USER "u8))
        {
            if (Text.TryTakeEnd(ref text, ": Login successful."u8)) into.Is(EventClass.Authentication, 1, 1, Proftpd).Set(Fields.UserName, text);
            else if (Words.TryTakeFromLast(ref text, " (Login failed): "u8, out var reason)) into.Is(EventClass.Authentication, 1, 2, Proftpd).Set(Fields.UserName, text).Set(Fields.StatusDetail, reason);
            else if (Words.TryTakeFromLast(ref text, ": no such user found from "u8, out _)) into.Is(EventClass.Authentication, 1, 2, Proftpd).Set(Fields.UserName, text).Set(Fields.StatusDetail, "no such user"u8);
            else return false;
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TryFtpd(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (Text.TryTake(ref text, "connection from "u8))
        {
            var address = Words.Take(ref text);
            into.Is(EventClass.NetworkActivity, 1, 1, Ftpd).Proven(Text.IsAddress(address));
            Text.SetPresent(into, Fields.SourceHost, Words.Between(text, "("u8, ")"u8));
            Text.SetSource(into, address);
            return Text.IsAddress(address) && text.IndexOf(" at "u8) >= 0;
        }

        if (Text.TryTake(ref text, "ANONYMOUS FTP LOGIN FROM "u8) || Text.TryTake(ref text, "FTP LOGIN FROM "u8))
        {
            var from = Words.Take(ref text).TrimEnd((byte)',');
            into.Is(EventClass.Authentication, 1, 1, Ftpd).Proven(Text.IsAddress(from)).Set(Fields.UserName, text.Length == 0 ? "anonymous"u8 : text.Trim("()"u8));
            Text.SetSource(into, from);
            return from.Length > 0;
        }

        if (Text.TryTake(ref text, "User "u8) && Words.TryTakeTo(ref text, " timed out after "u8, out var user))
        {
            into.Is(EventClass.NetworkActivity, 2, 0, Ftpd).Set(Fields.UserName, user).Set(Fields.StatusDetail, "timed out"u8);
            return true;
        }

        if (!text.StartsWith("getpeername ("u8)) return false;
        into.Is(EventClass.NetworkActivity, 4, 2, Ftpd).Set(Fields.StatusDetail, text);
        return true;
    }
}
