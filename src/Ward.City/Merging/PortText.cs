using System.Globalization;
using Ward.City.Assets;
using Ward.City.Reading;

namespace Ward.City.Merging;

/// <summary>A listening port as records carry it: <c>modbus/tcp/502</c>; read too as people write it: <c>ssh</c>, <c>https:8443</c>, <c>502</c>.</summary>
public static class PortText
{
    public static string Print(ListeningPort port) => Print(port.Name, port.Protocol, port.Port);

    public static string Print(string? name, Transport protocol, int port) => string.Create(CultureInfo.InvariantCulture,
        $"{(string.IsNullOrWhiteSpace(name) ? WellKnownPorts.NameOf(protocol, port) ?? "unknown" : name.Replace('/', '-'))}/{protocol.ToString().ToLowerInvariant()}/{port}");

    public static bool TryRead(string text, out ListeningPort port)
    {
        port = null!;
        var parts = text.Trim().ToLowerInvariant().Split('/', ':');
        if (parts.Length == 1 && WellKnownPorts.TryFind(parts[0], out port)) return true;
        var protocol = parts.Contains("udp") ? Transport.Udp : Transport.Tcp;
        if (!parts.Any(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out _))) return false;
        var number = int.Parse(parts.First(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out _)), CultureInfo.InvariantCulture);
        if (number is < 1 or > Ports.Highest || parts.Length > 3) return false;
        var name = parts.FirstOrDefault(p => p.Length > 0 && p is not ("tcp" or "udp") && !int.TryParse(p, out _));
        port = new ListeningPort(name ?? WellKnownPorts.NameOf(protocol, number) ?? "unknown", protocol, number);
        return true;
    }
}
