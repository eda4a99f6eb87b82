namespace Ward.Ingest.Decoders.Firewalls;

/// <summary>Cisco ASA messages about people: administrators' logins and commands, AAA, remote access, by number.</summary>
internal static class AsaSessions
{
    private static LogSource Access => AsaDecoder.Access;

    public static bool TryRead(int number, ReadOnlySpan<byte> text, EventBuilder into) => number switch
    {
        111008 or 111009 => Command(text, into),
        111010 => CommandFrom(text, into),
        113004 or 113012 => Granted(text, into),
        113005 or 113015 => Rejected(text, into),
        113006 => LockedOut(text, into),
        113019 => Ended(text, into),
        113039 or 716001 or 722022 or 722051 => Tunnel(text, 1, 1, into),
        716002 or 722023 => Tunnel(text, 2, 0, into),
        716038 => Group(text, EventClass.Authentication, 1, 1, into),
        716039 => Group(text, EventClass.Authentication, 1, 2, into),
        315011 => Ssh(text, into),
        605004 => Login(text, 2, into),
        605005 => Login(text, 1, into),
        611101 => Named(text, 1, 1, into),
        611102 => Named(text, 1, 2, into),
        611103 => LoggedOut(text, into),
        750006 or 750007 or 750003 => Ike(number, text, into),
        _ => false,
    };

    /// <summary>"User 'NAME' executed the 'COMMAND' command."</summary>
    private static bool Command(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "User '"u8) || !Words.TryTakeTo(ref text, "' executed the '"u8, out var user) || !Words.TryTakeFromLast(ref text, "' command"u8, out _)) return false;
        into.Is(EventClass.ProcessActivity, 1, 1, AsaDecoder.Commands).Set(Fields.ActorUser, user).Set(Fields.CommandLine, text);
        return true;
    }

    /// <summary>"User 'NAME', running 'CLI' from IP ADDRESS, executed 'COMMAND'".</summary>
    private static bool CommandFrom(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "User '"u8) || !Words.TryTakeTo(ref text, "', running '"u8, out var user) || !Words.TryTakeTo(ref text, "' from IP "u8, out var application)
            || !Words.TryTakeTo(ref text, ", executed '"u8, out var address)) return false;
        Text.TryTakeEnd(ref text, "'"u8);
        into.Is(EventClass.ProcessActivity, 1, 1, AsaDecoder.Commands).Set(Fields.ActorUser, user).Set(Fields.ActorApp, application).Set(Fields.CommandLine, text);
        Text.SetSource(into, address);
        return true;
    }

    /// <summary>"AAA user authentication Successful : server = S : user = NAME" or ": local database : user = NAME".</summary>
    private static bool Granted(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, " : user = "u8, out var head)) return false;
        into.Is(EventClass.Authentication, 1, 1, Access).Set(Fields.UserName, text.TrimEnd((byte)' '));
        SetServer(head, into);
        return true;
    }

    /// <summary>"AAA user authentication Rejected : reason = R : server = S : user = NAME : user IP = ADDRESS".</summary>
    private static bool Rejected(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var addressed = Words.TryTakeFromLast(ref text, " : user IP = "u8, out var address);
        if (!Words.TryTakeTo(ref text, " : user = "u8, out var head)) return false;
        into.Is(EventClass.Authentication, 1, 2, Access).Set(Fields.UserName, text.TrimEnd((byte)' '));
        Text.SetPresent(into, Fields.StatusDetail, Words.Between(head, "reason = "u8, " : "u8));
        SetServer(head, into);
        if (addressed) Text.SetSource(into, address.TrimEnd((byte)' '));
        return true;
    }

    private static void SetServer(ReadOnlySpan<byte> head, EventBuilder into)
    {
        if (Words.TryTakeTo(ref head, "server = "u8, out _)) into.SetUnmapped("server"u8, head.Trim((byte)' '));
    }

    private static bool LockedOut(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "User '"u8) || !Words.TryTakeFromLast(ref text, "' locked out"u8, out _)) return false;
        into.Is(EventClass.UserManagement, 6, 1, Access).Set(Fields.UserName, text);
        return true;
    }

    /// <summary>"Group = G, Username = U, IP = A, Session disconnected. Session Type: .., Duration: .., Bytes xmt: n, Bytes rcv: n, Reason: ..".</summary>
    private static bool Ended(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "Group = "u8) || !Words.TryTakeFromLast(ref text, ", Session disconnected. "u8, out var rest) || !Words.TryTakeFromLast(ref text, ", IP = "u8, out var address)
            || !Words.TryTakeTo(ref text, ", Username = "u8, out var group)) return false;
        into.Is(EventClass.TunnelActivity, 2, 0, Access).Set(Fields.UserName, text).Set(Fields.UserGroup, group);
        Text.SetSource(into, address);
        Text.SetPresent(into, Fields.BytesOut, Words.Between(rest, "Bytes xmt: "u8, ","u8));
        Text.SetPresent(into, Fields.BytesIn, Words.Between(rest, "Bytes rcv: "u8, ","u8));
        if (Words.TryTakeTo(ref rest, "Reason: "u8, out _)) Text.SetPresent(into, Fields.StatusDetail, rest);
        return true;
    }

    private static bool Tunnel(ReadOnlySpan<byte> text, int activity, int status, EventBuilder into)
    {
        Text.SetPresent(into, "assigned_ip"u8, Words.Between(text, "IPv4 Address <"u8, ">"u8));
        return Group(text, EventClass.TunnelActivity, activity, status, into);
    }

    /// <summary>"Group &lt;G&gt; User &lt;U&gt; IP &lt;A&gt; TEXT": the address is the last that follows such a mark.</summary>
    private static bool Group(ReadOnlySpan<byte> text, EventClass eventClass, int activity, int status, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "Group <"u8) || !Words.TryTakeFromLast(ref text, "> IP <"u8, out var rest) || !Words.TryTakeTo(ref text, "> User <"u8, out var group) || !Words.TryTakeTo(ref rest, ">"u8, out var address)) return false;
        into.Is(eventClass, activity, status, Access).Set(Fields.UserName, text).Set(Fields.UserGroup, group).Set(Fields.StatusDetail, rest.Trim((byte)' '));
        Text.SetSource(into, address);
        return Text.IsAddress(address);
    }

    /// <summary>"SSH session from A on interface I for user "NAME" terminated normally" or "disconnected by SSH server, reason: ..".</summary>
    private static bool Ssh(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "SSH session from "u8)) return false;
        var address = Words.Take(ref text);
        if (!Text.TryTake(ref text, "on interface "u8)) return false;
        into.Is(EventClass.Authentication, 2, 0, Access).Proven(Text.IsAddress(address)).Set(Fields.InterfaceIn, Words.Take(ref text)).Set(Fields.ServiceName, "ssh"u8);
        Text.SetSource(into, address);
        if (!Text.TryTake(ref text, "for user \""u8)) return Text.IsAddress(address);
        var end = text.LastIndexOf("\" terminated"u8) is >= 0 and var normal ? normal : text.LastIndexOf("\" disconnected by SSH server"u8);
        if (end < 0) return false;
        Text.SetPresent(into, Fields.UserName, text[..end]);
        into.Set(Fields.StatusDetail, text[(end + 2)..]);
        return Text.IsAddress(address);
    }

    /// <summary>"Login denied from A/p to outside:B/ssh for user "NAME"".</summary>
    private static bool Login(ReadOnlySpan<byte> text, int status, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "Login denied from "u8) && !Text.TryTake(ref text, "Login permitted from "u8)) return false;
        AsaTraffic.SetEndpoint(Words.Take(ref text), true, into);
        if (!Text.TryTake(ref text, "to "u8)) return false;
        AsaTraffic.SetEndpoint(Words.Take(ref text), false, into);
        if (!Text.TryTake(ref text, "for user \""u8)) return false;
        var known = into.Event.TryGet(Fields.SourceIp, out _);
        into.Is(EventClass.Authentication, 1, status, Access).Proven(known);
        Text.SetPresent(into, Fields.UserName, text.TrimEnd((byte)'"'));
        return known;
    }

    /// <summary>"User authentication succeeded: IP address: A, Uname: NAME" (newer releases write IP address, older IP = ).</summary>
    private static bool Named(ReadOnlySpan<byte> text, int activity, int status, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, "IP address: "u8, out _) || !Words.TryTakeTo(ref text, ", Uname: "u8, out var address)) return false;
        into.Is(EventClass.Authentication, activity, status, Access).Set(Fields.UserName, text);
        Text.SetSource(into, address);
        return true;
    }

    private static bool LoggedOut(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "User logged out: Uname: "u8)) return false;
        into.Is(EventClass.Authentication, 2, 1, Access).Set(Fields.UserName, text);
        return true;
    }

    /// <summary>"Local:A:p Remote:B:p Username:NAME [IKEv2 ]SA UP. Reason: ..".</summary>
    private static bool Ike(int number, ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Text.TryTake(ref text, "Local:"u8) || !Words.TryTakeTo(ref text, " Remote:"u8, out var local) || !Words.TryTakeTo(ref text, " Username:"u8, out var remote)) return false;
        into.Is(EventClass.TunnelActivity, number == 750006 ? 1 : number == 750007 ? 2 : 99, number == 750006 ? 1 : number == 750003 ? 2 : 0, Access);
        var address = Text.TakePort(remote, (byte)':', out var port);
        Text.SetSource(into, address, port);
        Text.SetDestination(into, Text.TakePort(local, (byte)':', out var localPort), localPort);
        Text.SetPresent(into, Fields.UserName, Words.Take(ref text));
        into.Set(Fields.StatusDetail, text);
        return Text.IsAddress(address);
    }
}
