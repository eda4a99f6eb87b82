using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Network;

/// <summary>A line of a Zeek log from the table of its members, from JSON or tab-separated alike.</summary>
internal static class ZeekWriter
{
    public static readonly MemberName Ts = new("ts"), Path = new("_path"), Uid = new("uid"), OriginHost = new("id.orig_h");
    private static readonly MemberName Host = new("host"), Action = new("action"), State = new("conn_state"), Proto = new("proto"), Duration = new("duration"), Uri = new("uri");
    private static readonly MemberName Method = new("method"), Code = new("status_code"), Response = new("rcode_name"), Success = new("success"), AuthSuccess = new("auth_success");
    private static readonly MemberName Established = new("established"), RequestType = new("request_type"), Command = new("command"), ConnectStatus = new("connect_status");

    /// <summary>The log that the members are of; null where they are of none of Zeek's.</summary>
    public static ZeekLog? LogOf(MemberTable table)
    {
        if (!table.Has(Ts)) return null;
        if (table.TryGet(Path, out var path)) return ZeekLog.Of(path);
        var flow = table.Has(Uid) && table.Has(OriginHost);
        foreach (var log in ZeekLog.All)
            if (log.Mark is { } mark && table.Has(mark) && (flow || IsWithoutFlow(log))) return log;
        if (flow) return table.TryGet(Action, out var action) && action.StartsWith("SMB::"u8) ? ZeekLog.Of("smb_files"u8) : ZeekLog.Unknown;
        return table.Count == 2 && table.Has(Host) ? ZeekLog.Of("known_hosts"u8) : null;
    }

    public static void Write(MemberTable table, ZeekLog log, EventBuilder into)
    {
        if (table.TryGet(Ts, out var ts) && MemberTimes.TryRead(ts, TimeZoneInfo.Utc, into.Event.Received, out var time)) into.At(time);
        MemberWriter.Keep(table, log.Map, into);
        if (log.Class == EventClass.HttpActivity && table.TryGet(Uri, out var uri)) HttpRequestLine.SetTarget(uri, into);
        if (table.TryGet(Duration, out var seconds)) Durations.SetSeconds(seconds, into);
        into.Set(Fields.LogProvider, "zeek"u8);
        if (log.OtProtocol.Length > 0) into.Set(Fields.OtProtocol, log.OtProtocol);
        // The log's name is the packet's; the others of OT name the function in a member.
        if (log.Source.Service is "mqtt_publish") into.Set(Fields.OtFunctionName, "publish"u8);
        else if (log.Source.Service is "mqtt_connect") into.Set(Fields.OtFunctionName, "connect"u8);
        var (activity, status) = Meaning(table, log);
        into.Is(log.Class, activity, status, log.Source);
        if (log.Mark == null || log.Class != EventClass.NetworkActivity || !table.TryGet(State, out var state)) return;
        // Zeek names these states only where it saw both sides complete the handshake.
        into.Proven(table.Says(Proto, "tcp"u8) && (Is(state, "SF"u8) || Is(state, "S1"u8) || Is(state, "S2"u8) || Is(state, "S3"u8) || Is(state, "RSTO"u8)));
    }

    /// <summary>These logs tell of hosts, certificates and files, not of one connection.</summary>
    private static bool IsWithoutFlow(ZeekLog log) => log.Source.Service is "notice" or "software" or "x509" or "files" or "weird" or "known_services" or "dhcp";

    private static (int Activity, int Status) Meaning(MemberTable table, ZeekLog log) => log.Source.Service switch
    {
        "conn" => Connection(table.Value(State)),
        "http" => (HttpRequestLine.ActivityOf(table.Value(Method)), table.TryGet(Code, out var code) && code.Length == 3 ? (code[0] is (byte)'4' or (byte)'5' ? 2 : 1) : 0),
        "dns" => (log.Activity, table.TryGet(Response, out var response) ? (Is(response, "NOERROR"u8) ? 1 : 2) : 0),
        "ssh" => (log.Activity, Truth(table, AuthSuccess)),
        "ssl" => (log.Activity, Truth(table, Established)),
        "ntlm" => (log.Activity, Truth(table, Success)),
        "kerberos" => (table.Says(RequestType, "AS"u8) ? 3 : table.Says(RequestType, "TGS"u8) ? 4 : 0, Truth(table, Success)),
        "smb_files" => (table.Says(Action, "SMB::FILE_OPEN"u8) ? 2 : log.Activity, 0),
        "mqtt_connect" => (log.Activity, table.TryGet(ConnectStatus, out var connected) ? (Is(connected, "Connection Accepted"u8) ? 1 : 2) : 0),
        "ftp" => (Transfer(table.Value(Command)), 0),
        _ => (log.Activity, 0),
    };

    private static (int, int) Connection(ReadOnlySpan<byte> state)
    {
        if (Is(state, "SF"u8) || Is(state, "S1"u8) || Is(state, "S2"u8) || Is(state, "S3"u8)) return (6, 1);
        if (Is(state, "REJ"u8)) return (5, 2);
        if (state.StartsWith("RST"u8)) return (3, 2);
        return Is(state, "S0"u8) || state.StartsWith("SH"u8) ? (4, 2) : (6, 0);
    }

    private static int Transfer(ReadOnlySpan<byte> command) =>
        Is(command, "STOR"u8) ? 1 : Is(command, "RETR"u8) ? 2 : Is(command, "DELE"u8) ? 4 : Is(command, "RNTO"u8) ? 5 : Is(command, "LIST"u8) || Is(command, "NLST"u8) ? 6 : 99;

    private static int Truth(MemberTable table, MemberName name) =>
        !table.TryGet(name, out var value) ? 0 : Is(value, "true"u8) || Is(value, "T"u8) ? 1 : Is(value, "false"u8) || Is(value, "F"u8) ? 2 : 0;

    private static bool Is(ReadOnlySpan<byte> value, ReadOnlySpan<byte> word) => value.SequenceEqual(word);
}
