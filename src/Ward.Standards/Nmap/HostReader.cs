using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Ward.Standards.Yaml;

namespace Ward.Standards.Nmap;

/// <param name="line">1-based line of the element.</param>
internal sealed class HostReader(XElement host, int line, ProblemList problems)
{
    /// <summary>Null, with the problem added, where the host has no address at all.</summary>
    public NmapHost? Read()
    {
        var addresses = new List<IPAddress>();
        string? mac = null, vendor = null;
        foreach (var element in host.Elements("address"))
        {
            var text = (string?)element.Attribute("addr") ?? "";
            if ((string?)element.Attribute("addrtype") == "mac")
            {
                if (IsMac(text)) (mac, vendor) = (text.ToUpperInvariant(), (string?)element.Attribute("vendor"));
                else Wrong("host.address.addr", "a MAC address such as 00:11:22:AA:BB:CC", text);
            }
            else if (IPAddress.TryParse(text, out var address)) addresses.Add(address);
            else Wrong("host.address.addr", "an IP address", text);
        }

        if (addresses.Count == 0 && mac is null)
        {
            problems.Add(line, "host", "an address", "none");
            return null;
        }

        var best = host.Element("os")?.Elements("osmatch").FirstOrDefault();
        var kind = best?.Elements("osclass").FirstOrDefault();
        return new NmapHost(
            addresses, mac, vendor,
            [.. (host.Element("hostnames")?.Elements("hostname") ?? []).Select(n => (string?)n.Attribute("name")).OfType<string>().Where(n => n.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. (host.Element("ports")?.Elements("port") ?? []).Select(Port).OfType<NmapPort>()],
            (string?)best?.Attribute("name"), (string?)kind?.Attribute("type"), Cpes(kind));
    }

    private NmapPort? Port(XElement port)
    {
        var (protocol, number) = ((string?)port.Attribute("protocol") ?? "", (string?)port.Attribute("portid") ?? "");
        if (protocol is not ("tcp" or "udp" or "sctp" or "ip")) return Wrong("host.ports.port.protocol", "tcp, udp, sctp or ip", protocol);
        if (!ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read)) return Wrong("host.ports.port.portid", "a port from 0 to 65535", number);
        // 'open|filtered' did not answer: nothing is known to listen.
        if ((string?)port.Element("state")?.Attribute("state") != "open") return null;
        var service = port.Element("service");
        return new NmapPort(protocol, read, (string?)service?.Attribute("name"), (string?)service?.Attribute("product"), (string?)service?.Attribute("version"),
            (string?)service?.Attribute("tunnel") == "ssl", (string?)service?.Attribute("method") != "probed", Cpes(service));
    }

    private static IReadOnlyList<string> Cpes(XElement? element) => [.. (element?.Elements("cpe") ?? []).Select(c => c.Value.Trim()).Where(c => c.Length > 0)];

    private static bool IsMac(string text)
    {
        if (text.Length != 17) return false;
        for (var i = 0; i < 17; i++)
            if (i % 3 == 2 ? text[i] != ':' : !char.IsAsciiHexDigit(text[i])) return false;
        return true;
    }

    private NmapPort? Wrong(string field, string expected, string found)
    {
        problems.Add(line, field, expected, Printable.Quoted(found));
        return null;
    }
}
