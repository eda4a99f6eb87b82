namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// Postfix: who connects, logs in, is refused, and what became of each message. The client stands as NAME[ADDRESS] before anything that it said;
/// sender, recipient and HELO name are its own text and stay behind it.
/// </summary>
internal sealed class PostfixDecoder : IDecoder
{
    private const int Send = 1, Receive = 2;
    private static readonly LogSource Source = new("", "linux", "postfix");

    public DecoderCard Card { get; } = new("postfix", "Postfix", "3.7.11 seen", LineShape.Text,
        "Mar  1 11:59:58 mx postfix/smtpd[42]: NOQUEUE: reject: RCPT from unknown[203.0.113.7]: 554 5.7.1 <b@example.org>: Relay access denied; from=<a@example.com> to=<b@example.org> proto=ESMTP helo=<x>")
    {
        Programs = ["postfix/*"],
        Verified = "Postfix 3.7.11 run: refused relays, recipients, senders and sizes, failed SASL, deliveries, broken clients",
        Proves = "yes where smtpd or postscreen names its client",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!header.App.StartsWith("postfix"u8) || header.App.LastIndexOf((byte)'/') is not (> 0 and var slash)) return false;
        var text = message.Trim((byte)' ');
        var service = header.App[(slash + 1)..];
        var warning = Text.TryTake(ref text, "warning: "u8);
        if (!(TryClient(text, into) || TryQueue(text, service, into) || TryMaster(text, into) || TryTrouble(text, warning, into))) return false;
        Text.SetHeader(into, header, message);
        into.Set(Fields.LogProvider, "postfix"u8).Set(Fields.ServiceName, service);
        return true;
    }

    /// <summary>What a daemon has to complain of; nothing in it is read further.</summary>
    private static bool TryTrouble(ReadOnlySpan<byte> text, bool warning, EventBuilder into)
    {
        if (!warning && !text.StartsWith("fatal: "u8) && !text.StartsWith("error: "u8) && !text.StartsWith("panic: "u8)) return false;
        into.Again().Is(EventClass.ApplicationError, 1, warning ? 0 : 2, Source).Set(Fields.StatusDetail, text);
        return true;
    }

    private static bool TryClient(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (Text.TryTake(ref text, "connect from "u8)) return Client(ref text, into) && Session(1, 1, "connect"u8, into);
        if (Text.TryTake(ref text, "disconnect from "u8))
        {
            if (!Client(ref text, into)) return false;
            SetCounts(text, into);
            return Session(2, 0, "disconnect"u8, into);
        }

        if (text.StartsWith("lost connection after "u8) || text.StartsWith("timeout after "u8) || text.StartsWith("too many errors after "u8) || text.StartsWith("improper command pipelining after "u8))
            return Words.TryTakeTo(ref text, " from "u8, out var what) && Client(ref text, into) && Session(4, 2, what, into);
        if (Text.TryTake(ref text, "non-SMTP command from "u8)) return Client(ref text, into) && Session(99, 2, "non-SMTP command"u8, into);
        if (text.StartsWith("SSL_accept error from "u8)) return Words.TryTakeTo(ref text, " from "u8, out _) && Client(ref text, into) && Session(4, 2, "SSL_accept error"u8, into);
        if (Text.TryTake(ref text, "CONNECT from "u8)) return Bracketed(ref text, into) && Session(1, 1, "CONNECT"u8, into);
        if (Text.TryTake(ref text, "PREGREET "u8)) return Words.TryTakeTo(ref text, " from "u8, out _) && Bracketed(ref text, into) && Session(5, 2, "PREGREET"u8, into);
        if (Text.TryTake(ref text, "DNSBL rank "u8))
        {
            var rank = Words.Take(ref text);
            into.Set(Fields.RiskScore, rank);
            return Words.IsNumber(rank) && Text.TryTake(ref text, "for "u8) && Bracketed(ref text, into) && Session(5, 2, "DNSBL"u8, into);
        }

        // "NAME[ADDRESS]: SASL LOGIN authentication failed: REASON"
        var rest = text;
        if (text.IndexOf("]: SASL "u8) < 0 || !Client(ref rest, into) || !Text.TryTake(ref rest, ": SASL "u8) || !Words.TryTakeTo(ref rest, " authentication failed: "u8, out var method)) return false;
        if (Words.TryTakeFromLast(ref rest, ", sasl_username="u8, out var user)) Text.SetPresent(into, Fields.UserName, user);
        into.Is(EventClass.Authentication, 1, 2, Source).Set(Fields.AuthProtocol, method).Set(Fields.StatusDetail, rest);
        return true;
    }

    /// <summary>"QUEUEID: ..." or "NOQUEUE: ...".</summary>
    private static bool TryQueue(ReadOnlySpan<byte> text, ReadOnlySpan<byte> service, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, ": "u8, out var queue) || queue.Length is < 5 or > 24 || queue.Contains((byte)' ')) return false;
        if (!queue.SequenceEqual("NOQUEUE"u8)) into.Set(Fields.EmailUid, queue);
        if (Text.TryTake(ref text, "reject: "u8)) return Refused(text, 2, "Rejected"u8, into);
        if (Text.TryTake(ref text, "reject_warning: "u8)) return Refused(text, 1, "Allowed"u8, into);
        if (Text.TryTake(ref text, "milter-reject: "u8)) return Refused(text, 2, "Rejected"u8, into);
        if (Text.TryTake(ref text, "client="u8)) return Accepted(text, into);
        if (Text.TryTake(ref text, "message-id="u8))
        {
            into.Is(EventClass.EmailActivity, 99, 0, Source).Set(Fields.EmailMessageId, text.Trim("<>"u8));
            return true;
        }

        if (Text.TryTake(ref text, "uid="u8)) return PickedUp(text, into);
        if (Text.TryTake(ref text, "from=<"u8)) return FromQueue(text, into);
        if (text.SequenceEqual("removed"u8))
        {
            into.Is(EventClass.EmailActivity, 99, 1, Source).Set(Fields.StatusDetail, text);
            return true;
        }

        return Text.TryTake(ref text, "to=<"u8) && Delivered(text, service, into);
    }

    /// <summary>"N from=&lt;SENDER&gt;": handed over on the machine itself.</summary>
    private static bool PickedUp(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var user = Words.Take(ref text);
        if (!Words.IsNumber(user)) return false;
        into.Is(EventClass.EmailActivity, 1, 1, Source).Set(Fields.ActorUserUid, user);
        if (Text.TryTake(ref text, "from=<"u8)) Text.SetPresent(into, Fields.EmailFrom, text.TrimEnd((byte)'>'));
        return true;
    }

    /// <summary>"RCPT from NAME[ADDRESS]: CODE ENHANCED TEXT; from=.. to=.. proto=.. helo=..".</summary>
    private static bool Refused(ReadOnlySpan<byte> text, int status, ReadOnlySpan<byte> disposition, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, " from "u8, out var stage) || stage.Contains((byte)'<')) return false;
        if (!(text.StartsWith("["u8) ? Bracketed(ref text, into) : Client(ref text, into)) || !Text.TryTake(ref text, ": "u8)) return false;
        into.Is(EventClass.EmailActivity, Receive, status, Source).Set(Fields.ActivityName, stage).Set(Fields.Disposition, disposition);
        if (Words.TryTakeTo(ref text, "; from=<"u8, out var reason))
        {
            // A quoted recipient in the reason may hold this very mark, so an envelope is taken only where it stands once.
            if (text.IndexOf("; from=<"u8) < 0) SetEnvelope(text, into);
        }
        else
        {
            reason = text;
        }

        into.Set(Fields.StatusDetail, reason);
        if (reason.Length > 3 && Words.IsNumber(reason[..3])) into.Set(Fields.StatusCode, reason[..3]);
        return true;
    }

    private static void SetEnvelope(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (Words.TryTakeFromLast(ref text, " helo=<"u8, out var helo)) into.SetUnmapped("helo"u8, helo.TrimEnd((byte)'>'));
        if (Words.TryTakeFromLast(ref text, " proto="u8, out var protocol)) into.SetUnmapped("proto"u8, protocol);
        if (Words.TryTakeFromLast(ref text, "> to=<"u8, out var to)) Text.SetPresent(into, Fields.EmailTo, to.TrimEnd((byte)'>'));
        Text.SetPresent(into, Fields.EmailFrom, text.TrimEnd((byte)'>'));
    }

    /// <summary>"NAME[ADDRESS], sasl_method=PLAIN, sasl_username=ann".</summary>
    private static bool Accepted(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Client(ref text, into)) return false;
        if (Words.TryTakeTo(ref text, ", sasl_username="u8, out var method))
        {
            if (text.IndexOf(", "u8) is > 0 and var end) text = text[..end];
            into.Is(EventClass.Authentication, 1, 1, Source).Set(Fields.UserName, text);
            if (Words.TryTakeFromLast(ref method, "sasl_method="u8, out var name)) into.Set(Fields.AuthProtocol, name);
            return text.Length > 0;
        }

        into.Is(EventClass.EmailActivity, Receive, 1, Source);
        return true;
    }

    /// <summary>"SENDER>, size=123, nrcpt=1 (queue active)", or "SENDER>, status=expired, returned to sender".</summary>
    private static bool FromQueue(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Words.TryTakeFromLast(ref text, ">, "u8, out var rest)) return false;
        var expired = rest.StartsWith("status=expired"u8);
        into.Is(EventClass.EmailActivity, 99, expired ? 2 : 1, Source);
        Text.SetPresent(into, Fields.EmailFrom, text);
        if (expired) into.Set(Fields.StatusDetail, rest);
        Text.SetPresent(into, Fields.EmailSize, Words.Between(rest, "size="u8, ","u8));
        Text.SetPresent(into, "nrcpt"u8, Words.Between(rest, "nrcpt="u8, " "u8));
        return expired || rest.StartsWith("size="u8);
    }

    /// <summary>"RECIPIENT>, [orig_to=.., ]relay=NAME[ADDRESS]:PORT, delay=.., dsn=.., status=sent (TEXT)"; only the text is the other side's.</summary>
    private static bool Delivered(ReadOnlySpan<byte> text, ReadOnlySpan<byte> service, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, ">, "u8, out var to) || !Words.TryTakeTo(ref text, "relay="u8, out var original) || !Words.TryTakeTo(ref text, ", "u8, out var relay)
            || !Words.TryTakeTo(ref text, "status="u8, out var figures)) return false;
        var result = Words.Take(ref text);
        var sent = result.SequenceEqual("sent"u8);
        var outward = service.SequenceEqual("smtp"u8) || service.SequenceEqual("error"u8) || service.SequenceEqual("relay"u8);
        into.Is(EventClass.EmailActivity, outward ? Send : Receive, sent ? 1 : result.SequenceEqual("bounced"u8) || result.SequenceEqual("deferred"u8) ? 2 : 0, Source)
            .Set(Fields.EmailTo, to).Set(Fields.Status, result);
        Text.SetPresent(into, "orig_to"u8, Words.Between(original, "orig_to=<"u8, ">"u8));
        Text.SetPresent(into, Fields.StatusDetail, text.Trim("()"u8));
        Text.SetPresent(into, Fields.StatusCode, Words.Between(figures, "dsn="u8, ","u8));
        var host = relay;
        if (Words.TryTakeTo(ref relay, "["u8, out var name) && Words.TryTakeTo(ref relay, "]"u8, out var address))
        {
            Text.SetDestination(into, address, relay.TrimStart((byte)':'));
            Text.SetPresent(into, Fields.DestinationHost, name);
        }
        else
        {
            Text.SetPresent(into, Fields.DestinationName, host);
        }

        return result.Length > 0;
    }

    private static bool TryMaster(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var activity = text.StartsWith("daemon started "u8) || text.SequenceEqual("starting the Postfix mail system"u8) ? 3 : text.SequenceEqual("stopping the Postfix mail system"u8) ? 4 : text.StartsWith("terminating on signal "u8) ? 4 : text.StartsWith("reload "u8) ? 99 : 0;
        if (activity == 0) return false;
        into.Is(EventClass.ApplicationLifecycle, activity, 1, Source).Set(Fields.AppName, "postfix"u8).Set(Fields.StatusDetail, text);
        return true;
    }

    private static bool Session(int activity, int status, ReadOnlySpan<byte> detail, EventBuilder into)
    {
        into.Is(EventClass.NetworkActivity, activity, status, Source).Set(Fields.StatusDetail, detail);
        return true;
    }

    /// <summary>"NAME[ADDRESS]" at the beginning; the name is checked by Postfix and holds no bracket.</summary>
    private static bool Client(ref ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, "["u8, out var name) || name.Contains((byte)' ') || !Words.TryTakeTo(ref text, "]"u8, out var address)) return false;
        // IPv6 clients are written with a prefix in some places.
        _ = Text.TryTake(ref address, "IPv6:"u8);
        into.Proven(Text.IsAddress(address));
        if (!name.SequenceEqual("unknown"u8)) Text.SetPresent(into, Fields.SourceHost, name);
        Text.SetSource(into, address);
        return address.Length > 0;
    }

    /// <summary>"[ADDRESS]:PORT" of postscreen.</summary>
    private static bool Bracketed(ref ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "["u8) || !Words.TryTakeTo(ref text, "]:"u8, out var address)) return false;
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var port = digits < 0 ? text : text[..digits];
        text = text[port.Length..];
        into.Proven(Text.IsAddress(address));
        Text.SetSource(into, address, port);
        return Text.IsAddress(address);
    }

    /// <summary>"ehlo=1 auth=0/1 quit=1 commands=2/3".</summary>
    private static void SetCounts(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var pairs = new KeyValues(text);
        while (pairs.TryRead()) into.SetUnmapped(pairs.Name, pairs.Value);
    }
}
