namespace Ward.Standards.Zeek;

/// <summary>Which log a row is of, by the log's name or, where it has none (JSON without <c>_path</c>), by its fields.</summary>
internal static class ZeekLogs
{
    public static ZeekLog Of(string? path, Func<string, bool> has)
    {
        switch (path)
        {
            case "conn": return ZeekLog.Conn;
            case "dhcp": return ZeekLog.Dhcp;
            case "known_hosts": return ZeekLog.KnownHosts;
            case "known_services": return ZeekLog.KnownServices;
            case "known_devices": return ZeekLog.KnownDevices;
            case "software": return ZeekLog.Software;
            case { Length: > 0 }: return ZeekLog.Other;
        }

        if (has("id.orig_h")) return has("conn_state") ? ZeekLog.Conn : ZeekLog.Other;
        if (has("software_type")) return ZeekLog.Software;
        if (has("port_num") && has("port_proto")) return ZeekLog.KnownServices;
        if (has("msg_types") || (has("mac") && (has("assigned_addr") || has("client_addr")))) return ZeekLog.Dhcp;
        if (has("mac")) return ZeekLog.KnownDevices;
        // A certificate log has a host too, and a port.
        return has("host") && !has("port_num") ? ZeekLog.KnownHosts : ZeekLog.Other;
    }
}
