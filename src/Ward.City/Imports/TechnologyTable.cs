using Ward.City.Assets;
using Ward.City.Reading;

namespace Ward.City.Imports;

/// <summary>What threat models call technologies and protocols, in the city's words.</summary>
internal static class TechnologyTable
{
    /// <summary>The usual port of a protocol of Threagile; null where it has none of its own.</summary>
    public static ListeningPort? Port(string protocol)
    {
        var name = protocol switch
        {
            "wss" or "reverse-proxy-web-protocol-encrypted" => "https",
            "ws" or "reverse-proxy-web-protocol" => "http",
            "ssh-tunnel" or "sftp" or "scp" => "ssh",
            "smb-encrypted" => "smb",
            "smtp-encrypted" => "submission",
            "imap-encrypted" => "imaps",
            _ => protocol,
        };
        return WellKnownPorts.TryFind(name, out var port) ? port : null;
    }

    public static string Kind(IReadOnlyList<string> technologies, string machine)
    {
        foreach (var technology in technologies)
        {
            var kind = technology.ToLowerInvariant() switch
            {
                "client-system" or "browser" or "desktop" or "mobile-app" or "devops-client" => "workstation",
                "iot-device" or "sensor" => "sensor",
                "plc" or "rtu" or "controller" => "controller",
                "gateway" or "router" or "switch" => "network-device",
                "waf" or "ips" or "ids" or "firewall" => "firewall",
                "camera" => "camera",
                _ => null,
            };
            if (kind is not null) return kind;
        }

        return machine == "serverless" ? "cloud-service" : "server";
    }
}
