namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// OpenLDAP's slapd at loglevel stats: "conn=N fd=N ACCEPT from IP=..", "conn=N op=N VERB ...". slapd escapes what a client sent; the connection's
/// number joins the address of its ACCEPT with what was done over it.
/// </summary>
internal sealed class SlapdDecoder : IDecoder
{
    private static readonly LogSource Source = new("", "linux", "slapd");

    public DecoderCard Card { get; } = new("slapd", "OpenLDAP slapd, loglevel stats", "2.5.13 seen", LineShape.Text,
        "Mar  1 11:59:58 ldap slapd[42]: conn=1007 op=0 RESULT tag=97 err=49 qtime=0.000010 etime=0.000200 text=")
    {
        Programs = ["slapd"],
        Verified = "OpenLDAP 2.5.13 run: every operation, failed binds",
        Proves = "yes in ACCEPT",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message;
        if (!header.App.SequenceEqual("slapd"u8)) return false;
        if (text.SequenceEqual("slapd starting"u8) || text.SequenceEqual("slapd stopped."u8))
        {
            into.Is(EventClass.ApplicationLifecycle, text.EndsWith("starting"u8) ? 3 : 4, 1, Source).Set(Fields.LogProvider, "slapd"u8).Set(Fields.ServiceName, "slapd"u8);
            Text.SetHeader(into, header, message);
            return true;
        }

        if (!Text.TryTake(ref text, "conn="u8)) return false;
        var connection = Words.Take(ref text);
        if (!Words.IsNumber(connection)) return false;
        into.Set(Fields.ConnectionUid, connection).Set(Fields.CorrelationUid, connection);
        if (Text.TryTake(ref text, "fd="u8)) Words.Take(ref text);
        if (Text.TryTake(ref text, "op="u8)) into.SetUnmapped("op"u8, Words.Take(ref text));
        if (!TryOperation(text, into)) return false;
        Text.SetHeader(into, header, message);
        into.Set(Fields.LogProvider, "slapd"u8).Set(Fields.ServiceName, "slapd"u8);
        return true;
    }

    private static bool TryOperation(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (Text.TryTake(ref text, "ACCEPT from IP="u8))
        {
            var source = Text.TakePort(Words.Take(ref text), (byte)':', out var port);
            var local = Text.TakePort(Words.Between(text, "(IP="u8, ")"u8), (byte)':', out var localPort);
            into.Is(EventClass.NetworkActivity, 1, 1, Source).Proven(Text.IsAddress(source));
            Text.SetSource(into, source, port);
            Text.SetDestination(into, local, localPort);
            return true;
        }

        if (text.StartsWith("closed"u8)) return Write(EventClass.NetworkActivity, 2, 0, text, into);
        if (text.StartsWith("TLS established"u8)) return Write(EventClass.NetworkActivity, 99, 1, "TLS established"u8, into);
        if (text.StartsWith("TLS negotiation failure"u8)) return Write(EventClass.NetworkActivity, 4, 2, "TLS negotiation failure"u8, into);
        if (Text.TryTake(ref text, "BIND "u8)) return Bind(text, into);
        if (text.StartsWith("UNBIND"u8)) return Write(EventClass.Authentication, 2, 0, "UNBIND"u8, into);
        if (Text.TryTake(ref text, "RESULT "u8)) return Result(text, into);
        if (Text.TryTake(ref text, "SEARCH RESULT "u8)) return Result(text, into);
        if (Text.TryTake(ref text, "SRCH base="u8)) return Search(text, into);
        if (Text.TryTake(ref text, "SRCH attr="u8))
        {
            into.SetUnmapped("attr"u8, text);
            return Write(EventClass.DatastoreActivity, 4, 0, "SRCH attr"u8, into);
        }

        if (Text.TryTake(ref text, "ADD "u8)) return Named(text, 6, "ADD"u8, into);
        if (Text.TryTake(ref text, "MOD attr="u8))
        {
            into.SetUnmapped("attr"u8, text);
            return Write(EventClass.DatastoreActivity, 2, 0, "MOD attr"u8, into);
        }

        if (Text.TryTake(ref text, "MOD "u8) || Text.TryTake(ref text, "MODRDN "u8)) return Named(text, 2, "MOD"u8, into);
        if (Text.TryTake(ref text, "DEL "u8)) return Named(text, 7, "DEL"u8, into);
        if (Text.TryTake(ref text, "CMP "u8)) return Named(text, 1, "CMP"u8, into);
        if (Text.TryTake(ref text, "PASSMOD"u8))
        {
            Text.SetPresent(into, Fields.UserName, Words.Between(text, "id=\""u8, "\""u8));
            return Write(EventClass.UserManagement, 8, 0, "PASSMOD"u8, into);
        }

        return Text.TryTake(ref text, "EXT oid="u8) && Write(EventClass.DatastoreActivity, 99, 0, "EXT"u8, into);
    }

    /// <summary>"dn="DN" method=128" asks; "dn="DN" mech=SIMPLE ssf=0" says that it was granted. "anonymous mech=implicit" too.</summary>
    private static bool Bind(ReadOnlySpan<byte> text, EventBuilder into)
    {
        ReadOnlySpan<byte> name = default;
        if (Text.TryTake(ref text, "dn="u8) && !Words.TryTakeQuoted(ref text, out name)) return false;
        Text.SetPresent(into, Fields.UserName, name);
        var granted = text.IndexOf("mech="u8) >= 0;
        var pairs = new KeyValues(text);
        while (pairs.TryRead())
        {
            into.SetUnmapped(pairs.Name, pairs.Value);
            if (pairs.Name.SequenceEqual("mech"u8) || pairs.Name.SequenceEqual("method"u8)) into.Set(Fields.AuthProtocol, pairs.Value);
        }

        return Write(EventClass.Authentication, 1, granted ? 1 : 0, "BIND"u8, into);
    }

    /// <summary>"tag=97 err=49 [nentries=1] text=": tag 97 answers a bind, 101 ends a search (RFC 4511).</summary>
    private static bool Result(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var tag = Words.Between(text, "tag="u8, " "u8);
        var error = Words.Between(text, "err="u8, " "u8);
        if (tag.Length == 0 || !Words.IsNumber(error)) return false;
        var at = text.IndexOf(" text="u8);
        var pairs = new KeyValues(at < 0 ? text : text[..at]);
        while (pairs.TryRead()) into.SetUnmapped(pairs.Name, pairs.Value);
        if (at >= 0) Text.SetPresent(into, Fields.StatusDetail, text[(at + 6)..]);
        into.Set(Fields.StatusCode, error);
        // 14 asks for the next step of a SASL bind.
        var status = error is [(byte)'0'] ? 1 : error.SequenceEqual("14"u8) ? 0 : 2;
        var (eventClass, activity) = tag switch
        {
            _ when tag.SequenceEqual("97"u8) => (EventClass.Authentication, 1),
            _ when tag.SequenceEqual("101"u8) => (EventClass.DatastoreActivity, 4),
            _ when tag.SequenceEqual("103"u8) || tag.SequenceEqual("109"u8) => (EventClass.DatastoreActivity, 2),
            _ when tag.SequenceEqual("105"u8) => (EventClass.DatastoreActivity, 6),
            _ when tag.SequenceEqual("107"u8) => (EventClass.DatastoreActivity, 7),
            _ when tag.SequenceEqual("111"u8) => (EventClass.DatastoreActivity, 1),
            _ => (EventClass.DatastoreActivity, 99),
        };
        into.Is(eventClass, activity, status, Source).Set(Fields.ActivityName, "RESULT"u8);
        return true;
    }

    /// <summary>""BASE" scope=2 deref=0 filter="FILTER"".</summary>
    private static bool Search(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Words.TryTakeQuoted(ref text, out var root)) return false;
        into.Set(Fields.ResourceName, root).SetUnmapped("base"u8, root);
        if (Words.TryTakeTo(ref text, "filter=\""u8, out var before)) into.SetUnmapped("filter"u8, text.TrimEnd((byte)'"'));
        Text.SetPresent(into, "scope"u8, Words.Between(before, "scope="u8, " "u8));
        return Write(EventClass.DatastoreActivity, 4, 0, "SRCH"u8, into);
    }

    private static bool Named(ReadOnlySpan<byte> text, int activity, ReadOnlySpan<byte> verb, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "dn="u8) || !Words.TryTakeQuoted(ref text, out var name)) return false;
        into.Set(Fields.ResourceName, name);
        return Write(EventClass.DatastoreActivity, activity, 0, verb, into);
    }

    private static bool Write(EventClass eventClass, int activity, int status, ReadOnlySpan<byte> verb, EventBuilder into)
    {
        into.Is(eventClass, activity, status, Source).Set(Fields.ActivityName, verb);
        return true;
    }
}
