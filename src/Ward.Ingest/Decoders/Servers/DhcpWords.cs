namespace Ward.Ingest.Decoders.Servers;

/// <summary>
/// What ISC's and dnsmasq's DHCP servers write of a message: "DHCPACK on 192.0.2.5 to 00:11:22:33:44:55 (name) via eth0" and
/// "DHCPACK(eth0) 192.0.2.5 00:11:22:33:44:55 name". The name in brackets is the client's own text and stands behind what is read.
/// </summary>
internal static class DhcpWords
{
    public static bool TryRead(ReadOnlySpan<byte> text, LogSource source, EventBuilder into)
    {
        // dnsmasq's log-dhcp puts the transaction's number first.
        if (text.Length > 0 && text[0] is >= (byte)'0' and <= (byte)'9') into.Set(Fields.DnsTransaction, Words.Take(ref text));
        var verb = Words.Take(ref text);
        ReadOnlySpan<byte> device = default;
        if (verb.IndexOf((byte)'(') is > 0 and var open && verb.EndsWith(")"u8))
        {
            device = verb[(open + 1)..^1];
            verb = verb[..open];
        }

        var activity = ActivityOf(verb);
        if (activity == 0) return false;
        var (address, hardware, server) = (false, false, false);
        for (var word = Words.Take(ref text); word.Length > 0; word = Words.Take(ref text))
        {
            if (!address && Text.IsAddress(word))
            {
                into.Set(Fields.SourceIp, word);
                address = true;
            }
            else if (!hardware && IsHardware(word))
            {
                into.Set(Fields.SourceMac, word);
                hardware = true;
                if (device.Length > 0) break;
            }
            else if (!server && !hardware && word[0] == '(' && Text.IsAddress(word.Trim("()"u8)))
            {
                Text.SetDestination(into, word.Trim("()"u8), default);
                server = true;
            }
            else if (hardware)
            {
                // From here on stands the client's name, then "via DEVICE".
                SetRest(word, text, into);
                break;
            }
        }

        if (device.Length > 0)
        {
            into.Set(Fields.InterfaceIn, device);
            Text.SetPresent(into, Fields.SourceHost, text);
        }

        into.Is(EventClass.DhcpActivity, activity, activity is 4 or 6 ? 2 : 1, source).Proven(false);
        return address || hardware;
    }

    private static void SetRest(ReadOnlySpan<byte> word, ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (word.SequenceEqual("via"u8))
        {
            SetDevice(text, into);
            return;
        }

        if (word[0] != '(' || word.Trim("()"u8) is not { Length: > 0 } name) return;
        into.Set(Fields.SourceHost, name);
        if (word[^1] == ')' && Text.TryTake(ref text, "via "u8)) SetDevice(text, into);
    }

    private static void SetDevice(ReadOnlySpan<byte> text, EventBuilder into)
    {
        var device = Words.Take(ref text);
        into.Set(Fields.InterfaceIn, device.TrimEnd((byte)':'));
        Text.SetPresent(into, Fields.StatusDetail, text);
    }

    private static int ActivityOf(ReadOnlySpan<byte> verb) => verb switch
    {
        _ when verb.SequenceEqual("DHCPDISCOVER"u8) => 1,
        _ when verb.SequenceEqual("DHCPOFFER"u8) => 2,
        _ when verb.SequenceEqual("DHCPREQUEST"u8) => 3,
        _ when verb.SequenceEqual("DHCPDECLINE"u8) => 4,
        _ when verb.SequenceEqual("DHCPACK"u8) => 5,
        _ when verb.SequenceEqual("DHCPNAK"u8) => 6,
        _ when verb.SequenceEqual("DHCPRELEASE"u8) => 7,
        _ when verb.SequenceEqual("DHCPINFORM"u8) => 8,
        _ when verb.SequenceEqual("DHCPEXPIRE"u8) => 9,
        _ => 0,
    };

    private static bool IsHardware(ReadOnlySpan<byte> word) => word.Length == 17 && word[2] == ':' && word[5] == ':' && word[8] == ':' && word[11] == ':' && word[14] == ':';
}
