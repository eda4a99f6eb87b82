using System.Globalization;

namespace Ward.Standards.Dhcp;

/// <summary>What lease files have in common.</summary>
internal static class LeaseText
{
    /// <summary>Seconds since 1970; false where it is no time up to the year 9999.</summary>
    public static bool TrySeconds(string text, out DateTimeOffset moment)
    {
        moment = default;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds >= 253_402_300_800) return false;
        moment = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }

    /// <summary>Six pairs with colons, of Ethernet.</summary>
    public static bool IsMac(string text)
    {
        if (text.Length != 17) return false;
        for (var i = 0; i < 17; i++)
            if (i % 3 == 2 ? text[i] != ':' : !char.IsAsciiHexDigit(text[i])) return false;
        return true;
    }

    /// <summary>The MAC address in a DUID of kind link-layer with time (1) or without (3), of Ethernet (RFC 8415, section 11), or null.</summary>
    public static string? MacOf(string duid)
    {
        var pairs = duid.Split(':');
        return pairs switch
        {
            ["00", "01", "00", "01", _, _, _, _, .. { Length: 6 } mac] => string.Join(':', mac),
            ["00", "03", "00", "01", .. { Length: 6 } mac] => string.Join(':', mac),
            _ => null,
        } is { } found && IsMac(found) ? found : null;
    }
}
