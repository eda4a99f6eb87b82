namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// Dovecot: logins over IMAP, POP3, ManageSieve and submission, what its authentication says of them, and the end of sessions. The user name is
/// the client's; rip and lip are read from the right of it.
/// </summary>
internal sealed class DovecotDecoder : IDecoder
{
    private static readonly LogSource Source = new("", "linux", "dovecot");

    public DecoderCard Card { get; } = new("dovecot", "Dovecot logins and authentication", "2.3.19 seen", LineShape.Text,
        "Mar  1 11:59:58 mx dovecot: imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<ann>, method=PLAIN, rip=203.0.113.7, lip=192.0.2.1, TLS, session=<abc>")
    {
        Programs = ["dovecot", "imap-login", "pop3-login", "managesieve-login", "submission-login"],
        Verified = "Dovecot 2.3.19.1 run: IMAP logins good and bad, closed before the login",
        Proves = "yes where a login process names rip",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!header.App.SequenceEqual("dovecot"u8) && !header.App.EndsWith("-login"u8)) return false;
        var text = message.Trim((byte)' ');
        var service = header.App;
        if (header.App.SequenceEqual("dovecot"u8) && !Words.TryTakeTo(ref text, ": "u8, out service)) return false;
        if (!(service.EndsWith("-login"u8) ? TryLogin(text, into) : service.StartsWith("auth"u8) ? TryAuth(text, into) : service.SequenceEqual("master"u8) ? TryMaster(text, into) : TryEnd(service, text, into))) return false;
        Text.SetHeader(into, header, message);
        into.Set(Fields.LogProvider, "dovecot"u8);
        Text.SetPresent(into, Fields.ServiceName, service.IndexOfAny((byte)'(', (byte)'<') is > 0 and var end ? service[..end] : service);
        return true;
    }

    /// <summary>"Dovecot v2.3.19.1 (HASH) starting up for imap", "Warning: Killed with signal 15 (by pid=..)".</summary>
    private static bool TryMaster(ReadOnlySpan<byte> text, EventBuilder into)
    {
        _ = Text.TryTake(ref text, "Warning: "u8);
        var activity = text.StartsWith("Dovecot v"u8) && text.IndexOf(" starting up"u8) > 0 ? 3 : text.StartsWith("Killed with signal"u8) ? 4 : 0;
        if (activity == 0) return false;
        into.Is(EventClass.ApplicationLifecycle, activity, 1, Source).Set(Fields.AppName, "dovecot"u8).Set(Fields.StatusDetail, text);
        return true;
    }

    private static bool TryLogin(ReadOnlySpan<byte> text, EventBuilder into)
    {
        _ = Text.TryTake(ref text, "Info: "u8);
        if (!Words.TryTakeFromLast(ref text, ", rip="u8, out var tail)) return false;
        var address = tail;
        if (tail.IndexOf((byte)',') is >= 0 and var comma) address = tail[..comma];
        if (!Text.IsAddress(address)) return false;
        var success = text.StartsWith("Login: "u8);
        var failed = text.IndexOf("auth failed"u8) is >= 0 and var at && text.IndexOf("user=<"u8) is var before && (before < 0 || at < before);
        if (!success && !failed && !text.StartsWith("Disconnected"u8) && !text.StartsWith("Aborted login"u8)) return false;
        if (!Words.TryTakeTo(ref text, ": "u8, out var detail)) return false;

        into.Is(EventClass.Authentication, success || failed ? 1 : 2, success ? 1 : failed ? 2 : 0, Source).Proven(true).Set(Fields.StatusDetail, detail);
        // The user stands in angle brackets of Dovecot's; what is right of the last is the method.
        var rest = text;
        if (Words.TryTakeTo(ref rest, "user=<"u8, out _) && Words.TryTakeFromLast(ref rest, ">"u8, out var method))
        {
            Text.SetPresent(into, Fields.UserName, rest);
            if (Text.TryTake(ref method, ", method="u8)) Text.SetPresent(into, Fields.AuthProtocol, method);
        }

        Text.SetSource(into, address);
        Text.SetPresent(into, Fields.SessionUid, Words.Between(tail, "session=<"u8, ">"u8));
        if (Words.Between(tail, "lip="u8, ","u8) is { Length: > 0 } local) Text.SetDestination(into, local, default);
        into.Set(Fields.IsCleartext, tail.IndexOf(", TLS"u8) >= 0 || tail.IndexOf(", secured"u8) >= 0 ? "false"u8 : "true"u8);
        return true;
    }

    /// <summary>"passwd-file(USER,ADDRESS[,SESSION]): REASON", in Dovecot's own brackets; USER is the client's.</summary>
    private static bool TryAuth(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (text.IndexOf((byte)'(') is not (> 0 and < 40 and var open) || text[..open].Contains((byte)' ')) return false;
        if (!Words.TryTakeFromLast(ref text, "): "u8, out var reason) || text.Length <= open) return false;
        var failed = reason.StartsWith("unknown user"u8) || Text.Says(reason, "password mismatch"u8) || Text.Says(reason, "failed"u8) || Text.Says(reason, "no such user"u8);
        if (!failed) return false;
        var who = text[(open + 1)..];
        into.Is(EventClass.Authentication, 1, 2, Source).Set(Fields.StatusDetail, reason).Set(Fields.AuthProtocol, text[..open]);
        if (who.EndsWith(">"u8) && who.LastIndexOf(",<"u8) is > 0 and var session)
        {
            into.Set(Fields.SessionUid, who[(session + 2)..^1]);
            who = who[..session];
        }

        if (who.LastIndexOf((byte)',') is >= 0 and var comma && Text.IsAddress(who[(comma + 1)..]))
        {
            Text.SetSource(into, who[(comma + 1)..]);
            who = who[..comma];
        }

        Text.SetPresent(into, Fields.UserName, who);
        return true;
    }

    /// <summary>"imap(USER)[&lt;pid&gt;&lt;session&gt;]: Logged out ..." or "Disconnected...".</summary>
    private static bool TryEnd(ReadOnlySpan<byte> service, ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!text.StartsWith("Logged out"u8) && !text.StartsWith("Disconnected"u8) && !text.StartsWith("Connection closed"u8)) return false;
        var user = Words.Between(service, "("u8, ")"u8);
        into.Is(EventClass.Authentication, 2, 1, Source).Set(Fields.StatusDetail, text);
        Text.SetPresent(into, Fields.UserName, user);
        return user.Length > 0;
    }
}
