namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// hostapd: stations that connect, leave and fail to authenticate at an access point: "IFACE: EVENT MAC ..." and "IFACE: STA MAC GROUP: TEXT".
/// A station writes its own hardware address, so nothing is proven.
/// </summary>
internal sealed class HostapdDecoder : IDecoder
{
    private static readonly LogSource Source = new("", "linux", "hostapd");

    public DecoderCard Card { get; } = new("hostapd", "hostapd (wireless access points, OpenWrt among them)", "2.10 by its source", LineShape.Text,
        "Mar  1 11:59:58 ap7 hostapd: wlan0: AP-STA-CONNECTED 00:11:22:33:44:55 auth_alg=open")
    {
        Programs = ["hostapd"],
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        var text = message.Trim((byte)' ');
        if (!header.App.SequenceEqual("hostapd"u8) || !Words.TryTakeTo(ref text, ": "u8, out var device) || device.Contains((byte)' ')) return false;
        if (!(Text.TryTake(ref text, "STA "u8) ? TryStation(text, into) : TryControl(text, into))) return false;
        Text.SetHeader(into, header, message);
        into.Proven(false).Set(Fields.InterfaceIn, device).Set(Fields.LogProvider, "hostapd"u8).Set(Fields.ServiceName, "hostapd"u8);
        return true;
    }

    private static bool TryControl(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var what = Words.Take(ref text);
        if (what.SequenceEqual("AP-ENABLED"u8) || what.SequenceEqual("AP-DISABLED"u8))
        {
            into.Is(EventClass.ApplicationLifecycle, what.SequenceEqual("AP-ENABLED"u8) ? 3 : 4, 1, Source).Set(Fields.AppName, "hostapd"u8).Set(Fields.StatusDetail, what);
            return true;
        }

        var station = Words.Take(ref text);
        if (!IsHardware(station)) return false;
        var (activity, status) = what switch
        {
            _ when what.SequenceEqual("AP-STA-CONNECTED"u8) || what.SequenceEqual("CTRL-EVENT-EAP-SUCCESS"u8) || what.SequenceEqual("CTRL-EVENT-EAP-SUCCESS2"u8) => (1, 1),
            _ when what.SequenceEqual("AP-STA-DISCONNECTED"u8) => (2, 0),
            _ when what.SequenceEqual("CTRL-EVENT-EAP-FAILURE"u8) || what.SequenceEqual("CTRL-EVENT-EAP-FAILURE2"u8) || what.SequenceEqual("AP-STA-POSSIBLE-PSK-MISMATCH"u8)
                || what.SequenceEqual("CTRL-EVENT-EAP-TIMEOUT-FAILURE"u8) => (1, 2),
            _ when what.SequenceEqual("CTRL-EVENT-EAP-STARTED"u8) || what.SequenceEqual("CTRL-EVENT-EAP-PROPOSED-METHOD"u8) => (6, 0),
            _ => (-1, 0),
        };
        return activity >= 0 && Write(activity, status, station, what, into);
    }

    private static bool TryStation(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var station = Words.Take(ref text);
        if (!IsHardware(station) || !Words.TryTakeTo(ref text, ": "u8, out var group) || group.Length > 16) return false;
        var (activity, status) = text switch
        {
            _ when text.StartsWith("authenticated"u8) && group.SequenceEqual("IEEE 802.1X"u8) => (1, 1),
            _ when text.StartsWith("authentication failed"u8) || text.IndexOf("invalid MIC"u8) >= 0 || text.StartsWith("Supplicant used different EAP type"u8) => (1, 2),
            _ when text.StartsWith("pairwise key handshake completed"u8) => (1, 1),
            _ when text.StartsWith("deauthenticated"u8) || text.StartsWith("disassociated"u8) || text.StartsWith("did not acknowledge"u8) => (2, 0),
            _ when text.StartsWith("associated"u8) || text.StartsWith("authenticated"u8) || text.StartsWith("starting accounting session"u8) || text.StartsWith("group key handshake completed"u8) => (99, 1),
            _ => (-1, 0),
        };
        if (Words.Between(text, "EAP type: "u8, ")"u8) is { Length: > 0 } method) into.SetUnmapped("eap_type"u8, method.TrimEnd((byte)')'));
        return activity >= 0 && Write(activity, status, station, text, into);
    }

    private static bool Write(int activity, int status, ReadOnlySpan<byte> station, ReadOnlySpan<byte> detail, EventBuilder into)
    {
        into.Is(EventClass.Authentication, activity, status, Source).Set(Fields.SourceMac, station).Set(Fields.StatusDetail, detail);
        return true;
    }

    private static bool IsHardware(ReadOnlySpan<byte> word) => word.Length == 17 && word[2] == ':' && word[5] == ':' && word[8] == ':' && word[11] == ':' && word[14] == ':';
}
