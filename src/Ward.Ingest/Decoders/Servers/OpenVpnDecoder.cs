namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// OpenVPN: "[NAME/]ADDRESS:PORT TEXT". Before a client is known its line begins with the address alone; then the certificate's name stands before it,
/// and only a finished TLS exchange proves the address (over UDP the first packet proves nothing).
/// </summary>
internal sealed class OpenVpnDecoder : IDecoder
{
    private static readonly LogSource Source = new("", "openvpn", "");

    public DecoderCard Card { get; } = new("openvpn", "OpenVPN server", "2.6 by its source", LineShape.Text,
        "Mar  1 11:59:58 vpn openvpn[42]: 203.0.113.7:5022 [ann] Peer Connection Initiated with [AF_INET]203.0.113.7:5022")
    {
        Programs = ["openvpn", "ovpn-server", "ovpn-*"],
        Proves = "yes once the TLS exchange is finished",
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        if (!header.App.StartsWith("openvpn"u8) && !header.App.StartsWith("ovpn-"u8)) return false;
        var text = message.Trim((byte)' ');
        if (!(TryPeer(text, into) || TryLife(text, into))) return false;
        Text.SetHeader(into, header, message);
        into.Set(Fields.LogProvider, "openvpn"u8).Set(Fields.ServiceName, "openvpn"u8);
        return true;
    }

    private static bool TryPeer(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var peer = Words.Take(ref text);
        var named = peer.LastIndexOf((byte)'/');
        var address = Text.TakePort(peer[(named + 1)..], (byte)':', out var port);
        if (!Text.IsAddress(address) || port.Length == 0) return false;
        if (named > 0) into.Set(Fields.UserName, peer[..named]);
        _ = Text.TryTake(ref text, "TLS: "u8);

        var (eventClass, activity, status, proven) = text switch
        {
            _ when text.IndexOf("Peer Connection Initiated with "u8) >= 0 => (EventClass.TunnelActivity, 1, 1, true),
            _ when text.StartsWith("Username/Password authentication succeeded for username '"u8) => (EventClass.Authentication, 1, 1, true),
            _ when text.StartsWith("TLS Auth Error: Auth Username/Password verification failed"u8) => (EventClass.Authentication, 1, 2, true),
            _ when text.StartsWith("SENT CONTROL ["u8) && text.IndexOf("]: 'AUTH_FAILED"u8) > 0 => (EventClass.Authentication, 1, 2, true),
            _ when text.StartsWith("VERIFY ERROR: "u8) => (EventClass.Authentication, 1, 2, false),
            _ when text.StartsWith("TLS Error: "u8) || text.StartsWith("TLS_ERROR: "u8) || text.StartsWith("TLS handshake failed"u8) || text.StartsWith("Authenticate/Decrypt packet error"u8) => (EventClass.TunnelActivity, 99, 2, false),
            _ when text.StartsWith("SIGTERM["u8) || text.StartsWith("SIGUSR1["u8) || text.IndexOf("client-instance exiting"u8) >= 0 || text.StartsWith("Connection reset, restarting"u8) => (EventClass.TunnelActivity, 2, 0, false),
            _ when text.StartsWith("MULTI: Learn: "u8) || text.StartsWith("MULTI: primary virtual IP for "u8) || text.StartsWith("Inactivity timeout"u8) || text.StartsWith("VERIFY OK"u8) => (EventClass.TunnelActivity, 99, 1, false),
            _ when text.StartsWith("Initial packet from "u8) => (EventClass.TunnelActivity, 99, 0, false),
            _ => (EventClass.Base, -1, 0, false),
        };
        if (activity < 0) return false;
        into.Is(eventClass, activity, status, Source).Proven(proven && named < 0).Set(Fields.StatusDetail, text);
        if (Words.Between(text, "for username '"u8, "'"u8) is { Length: > 0 } user) into.Set(Fields.UserName, user);
        else if (named < 0 && text.StartsWith("["u8) && text.LastIndexOf("] Peer Connection"u8) is > 1 and var close) into.Set(Fields.UserName, text[1..close]);
        Text.SetSource(into, address, port);
        return true;
    }

    private static bool TryLife(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var activity = text.StartsWith("Initialization Sequence Completed"u8) ? 3 : text.StartsWith("SIGTERM["u8) && text.IndexOf("process exiting"u8) > 0 ? 4 : 0;
        if (activity == 0) return false;
        into.Is(EventClass.ApplicationLifecycle, activity, 1, Source).Set(Fields.AppName, "openvpn"u8).Set(Fields.StatusDetail, text);
        return true;
    }
}
