using System.Text.RegularExpressions;
using Ward.Standards.Network;

namespace Ward.City.Imports;

/// <summary>Formats that have no word of their own, told by the shape of their first line.</summary>
internal static partial class LineSigns
{
    /// <param name="row">The first line that is not blank.</param>
    /// <param name="text">All that is looked at.</param>
    public static ImportFormat? Of(string row, string text)
    {
        var words = row.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [var address, "dev", _, ..] when AddressText.TryRead(address, out _) => ImportFormat.Neighbours,
            [_, ['(', .., ')'], "at", _, ..] => ImportFormat.Neighbours,
            ["IP", "address", "HW", "type", ..] => ImportFormat.Neighbours,
            ["duid", _] => ImportFormat.Dnsmasq,
            [var ends, _, var address, _, ..] when words.Length <= 5 && ends.All(char.IsAsciiDigit) && AddressText.TryRead(address, out _) => ImportFormat.Dnsmasq,
            _ when row.StartsWith("address,hwaddr,", StringComparison.Ordinal) || row.StartsWith("address,duid,", StringComparison.Ordinal) => ImportFormat.Kea,
            _ when NeighbourList().IsMatch(row) => ImportFormat.Neighbours,
            _ when row.StartsWith("{\"ts\":", StringComparison.Ordinal) && (row.Contains("\"host\":", StringComparison.Ordinal) || row.Contains("\"mac\":", StringComparison.Ordinal)) => ImportFormat.Zeek,
            _ when row.Contains("src_ip", StringComparison.Ordinal) && row.Contains("dst_ip", StringComparison.Ordinal) && row.Contains(',', StringComparison.Ordinal) && !row.StartsWith('{') => ImportFormat.Events,
            _ when LeaseBlock().IsMatch(text) => ImportFormat.Dhcpd,
            _ when Feature().IsMatch(text) => ImportFormat.GeoJson,
            // Entities without the marks of NGSI-LD: of v2, or keyValues with names of one's own.
            _ when Entity().IsMatch(text) => ImportFormat.Ngsi,
            _ => null,
        };
    }

    [GeneratedRegex("""^\[\s*\{\s*"dst"\s*:""", RegexOptions.NonBacktracking)]
    private static partial Regex NeighbourList();

    [GeneratedRegex("""(?m)^(lease [0-9a-fA-F.:]+|ia-na .+|server-duid .+;|authoring-byte-order .+;)\s*\{?\s*$""", RegexOptions.NonBacktracking)]
    private static partial Regex LeaseBlock();

    [GeneratedRegex("""^\s*\{\s*("[a-z]+"\s*:\s*"[^"]*"\s*,\s*)*"type"\s*:\s*"Feature"\s*""", RegexOptions.NonBacktracking)]
    private static partial Regex Feature();

    [GeneratedRegex("""^\s*\[?\s*\{\s*"(id"\s*:\s*"[^"]+"\s*,\s*"type"\s*:\s*"[A-Za-z]|type"\s*:\s*"[A-Za-z]+"\s*,\s*"id"\s*:\s*")""", RegexOptions.NonBacktracking)]
    private static partial Regex Entity();
}
