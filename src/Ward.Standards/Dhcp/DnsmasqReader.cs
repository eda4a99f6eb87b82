using Ward.Standards.Network;
using Ward.Standards.Streams;
using Ward.Standards.Yaml;

namespace Ward.Standards.Dhcp;

/// <summary>
/// Reads <c>dnsmasq.leases</c>: end, MAC address, address, name and client id of each lease, <c>*</c> for what is not known; behind a line <c>duid</c> the same of IPv6,
/// with an IAID in place of the MAC address. A line that is wrong is reported and left out.
/// </summary>
public static class DnsmasqReader
{
    public static IEnumerable<DhcpLease> Read(Stream from, ProblemList problems)
    {
        foreach (var (line, text) in TextLines.Read(from, problems))
        {
            var words = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0] == "duid") continue;
            if (words.Length is < 4 or > 5) problems.Add(line, "", "a lease: end, MAC address, address, name, client id", Printable.Quoted(text));
            else if (!LeaseText.TrySeconds(words[0], out var ends)) problems.Add(line, "", "the end in seconds since 1970", Printable.Quoted(words[0]));
            else if (!AddressText.TryRead(words[2], out var address)) problems.Add(line, "", "an IP address", Printable.Quoted(words[2]));
            else yield return new DhcpLease(address, Mac(words), words[3] == "*" ? [] : [words[3]], null, ends == DateTimeOffset.UnixEpoch ? null : ends, true);
        }
    }

    // The type of hardware stands before it with a hyphen where it is not Ethernet (06-…); of IPv6 the client's DUID may hold it.
    private static string? Mac(string[] words) => LeaseText.IsMac(words[1]) ? words[1] : words.Length > 4 ? LeaseText.MacOf(words[4]) : null;
}
