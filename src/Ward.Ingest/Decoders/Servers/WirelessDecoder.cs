namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// Alarms of wireless controllers about strangers in the air: Cisco AireOS ("Rogue AP : MAC detected", signature alarms), Huawei
/// (WLAN/4/ROGUE_DEVICE_DETECT) and UniFi (EVT_AP_DetectRogueAP). Names of networks are whatever their sender broadcasts.
/// </summary>
internal sealed class WirelessDecoder : IDecoder
{
    private static readonly LogSource Source = new("", "wireless", "ids");

    public DecoderCard Card { get; } = new("wireless", "Rogue access points and deauthentication floods, as Cisco AireOS, Huawei and UniFi controllers write them", "by their message references", LineShape.Text,
        "<132>wlc7: *spamApTask1: Mar 01 11:59:58.123: %WPS-4-SIG_ALARM_ON: sig_attack.c:123 AP 00:11:22:33:44:55[1] : Alarm ON, standard sig Deauth flood, track=per-Mac preced=9 hits=300 slot=1 channel=6");

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        // These controllers write no tag, so the header may have taken the first word for one.
        var text = message.Overlaps(header.Body) ? header.Body : message;
        if (text.IndexOf("ogue"u8) < 0 && text.IndexOf("SIG_ALARM_O"u8) < 0 && text.IndexOf("IDS Signature attack"u8) < 0 && text.IndexOf("ROGUE_DEVICE_DETECT"u8) < 0) return false;
        if (!(TryRogue(text, into) || TrySignature(text, into) || TryHuawei(text, into) || TryUnifi(text, into))) return false;
        if (header.Time is { } time) into.At(time);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        into.Proven(false).Set(Fields.LogProvider, "wireless"u8).Set(Fields.Message, text);
        return true;
    }

    /// <summary>"Rogue AP : MAC detected on Base Radio MAC : MAC ... RSSI: -80 ... Classification: unclassified, State: Alert".</summary>
    private static bool TryRogue(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, "Rogue AP"u8, out _)) return false;
        text = text.TrimStart(" :"u8);
        var hardware = Words.Take(ref text);
        if (!IsHardware(hardware)) return false;
        var gone = text.StartsWith("removed"u8);
        if (!gone && !text.StartsWith("detected"u8)) return false;
        Finding("Rogue access point"u8, gone ? 3 : 1, hardware, into);
        if (Words.TryTakeTo(ref text, "Base Radio MAC"u8, out _)) Text.SetPresent(into, Fields.DeviceMac, FirstHardware(text));
        Text.SetPresent(into, "rssi"u8, Words.Between(text, "RSSI: "u8, " "u8).TrimEnd((byte)','));
        Text.SetPresent(into, "classification"u8, Words.Between(text, "Classification: "u8, ","u8));
        Text.SetPresent(into, Fields.Status, Words.Between(text, "State: "u8, ","u8));
        return true;
    }

    /// <summary>"%WPS-4-SIG_ALARM_ON: ... AP MAC[slot] : Alarm ON, standard sig NAME, track=.. hits=.. channel=.." and "IDS Signature attack ... Name: NAME, ...".</summary>
    private static bool TrySignature(ReadOnlySpan<byte> text, EventBuilder into)
    {
        ReadOnlySpan<byte> name;
        var over = false;
        if (Words.TryTakeTo(ref text, "SIG_ALARM_O"u8, out _))
        {
            over = text.StartsWith("FF"u8);
            name = Words.Between(text, " sig "u8, ","u8);
            Text.SetPresent(into, Fields.DeviceMac, FirstHardware(text));
            var pairs = new KeyValues(text);
            while (pairs.TryRead()) into.SetUnmapped(pairs.Name, pairs.Value);
        }
        else if (Words.TryTakeTo(ref text, "IDS Signature attack"u8, out _))
        {
            over = text.IndexOf("cleared"u8) >= 0;
            name = Words.Between(text, "Name: "u8, ","u8);
            Text.SetPresent(into, Fields.DeviceName, Words.Between(text, "AP Name: "u8, ","u8));
            Text.SetPresent(into, "channel"u8, Words.Between(text, "Channel: "u8, ","u8));
            Text.SetPresent(into, "hits"u8, Words.Between(text, "Hits: "u8, ","u8));
            if (Words.TryTakeTo(ref text, "srcMac: "u8, out _)) Text.SetPresent(into, Fields.SourceMac, FirstHardware(text));
        }
        else
        {
            return false;
        }

        if (name.Length == 0) return false;
        Finding(name, over ? 3 : 1, default, into);
        return true;
    }

    private static bool TryHuawei(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, "ROGUE_DEVICE_DETECT"u8, out _) || !Words.TryTakeTo(ref text, "("u8, out _)) return false;
        var pairs = new KeyValues(text.TrimEnd((byte)')'));
        ReadOnlySpan<byte> hardware = default;
        while (pairs.TryRead())
        {
            into.SetUnmapped(pairs.Name, pairs.Value);
            var value = pairs.Value.Trim("[]"u8);
            if (pairs.Name.SequenceEqual("RogueDeviceMAC"u8)) hardware = value;
            else if (pairs.Name.SequenceEqual("APName"u8)) Text.SetPresent(into, Fields.DeviceName, value);
            else if (pairs.Name.SequenceEqual("APMAC"u8)) Text.SetPresent(into, Fields.DeviceMac, value);
        }

        Finding("Rogue access point"u8, 1, hardware, into);
        return hardware.Length > 0;
    }

    private static bool TryUnifi(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Words.TryTakeTo(ref text, "EVT_AP_DetectRogueAP"u8, out _)) return false;
        into.Set(Fields.EventCode, "EVT_AP_DetectRogueAP"u8);
        Finding("Rogue access point"u8, 1, FirstHardware(text), into);
        return true;
    }

    private static void Finding(ReadOnlySpan<byte> title, int activity, ReadOnlySpan<byte> hardware, EventBuilder into)
    {
        into.Is(EventClass.DetectionFinding, activity, 0, Source).Set(Fields.FindingTitle, title).Set(Fields.FindingTypes, "wireless"u8);
        Text.SetPresent(into, Fields.SourceMac, hardware);
    }

    private static ReadOnlySpan<byte> FirstHardware(ReadOnlySpan<byte> text)
    {
        for (var i = 2; i + 15 <= text.Length; i++)
            if (text[i] == ':' && IsHardware(text.Slice(i - 2, 17))) return text.Slice(i - 2, 17);
        return default;
    }

    private static bool IsHardware(ReadOnlySpan<byte> word)
    {
        if (word.Length != 17) return false;
        for (var i = 0; i < 17; i++)
            if (i % 3 == 2 ? word[i] != ':' : !char.IsAsciiHexDigit((char)word[i])) return false;
        return true;
    }
}
