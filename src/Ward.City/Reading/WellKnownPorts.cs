using System.Collections.Frozen;
using Ward.City.Assets;

namespace Ward.City.Reading;

/// <summary>Protocols that may be named without transport and port (IANA service names and port numbers, and the common ports of field protocols).</summary>
internal static class WellKnownPorts
{
    private static readonly FrozenDictionary<string, ListeningPort> Table = new ListeningPort[]
    {
        new("ftp", Transport.Tcp, 21), new("ssh", Transport.Tcp, 22), new("telnet", Transport.Tcp, 23), new("smtp", Transport.Tcp, 25),
        new("dns", Transport.Udp, 53), new("dhcp", Transport.Udp, 67), new("http", Transport.Tcp, 80), new("kerberos", Transport.Tcp, 88),
        new("ntp", Transport.Udp, 123), new("imap", Transport.Tcp, 143), new("snmp", Transport.Udp, 161), new("ldap", Transport.Tcp, 389),
        new("https", Transport.Tcp, 443), new("smb", Transport.Tcp, 445), new("syslog", Transport.Udp, 514), new("rtsp", Transport.Tcp, 554),
        new("submission", Transport.Tcp, 587), new("ldaps", Transport.Tcp, 636), new("rsync", Transport.Tcp, 873), new("imaps", Transport.Tcp, 993),
        new("mssql", Transport.Tcp, 1433), new("radius", Transport.Udp, 1812), new("mqtt", Transport.Tcp, 1883), new("nfs", Transport.Tcp, 2049),
        new("mysql", Transport.Tcp, 3306), new("rdp", Transport.Tcp, 3389), new("postgres", Transport.Tcp, 5432), new("sip", Transport.Udp, 5060),
        new("vnc", Transport.Tcp, 5900), new("winrm", Transport.Tcp, 5985), new("winrms", Transport.Tcp, 5986), new("redis", Transport.Tcp, 6379),
        new("mqtts", Transport.Tcp, 8883), new("s7", Transport.Tcp, 102), new("modbus", Transport.Tcp, 502), new("iec104", Transport.Tcp, 2404),
        new("opcua", Transport.Tcp, 4840), new("dnp3", Transport.Tcp, 20000), new("pcom", Transport.Tcp, 20256),
        new("ethernetip", Transport.Tcp, 44818), new("bacnet", Transport.Udp, 47808),
    }.ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Table.Keys.Order(StringComparer.Ordinal);

    /// <summary>The protocol that usually listens on a port, or null.</summary>
    public static string? NameOf(Transport protocol, int port) => ByPort.GetValueOrDefault((protocol, port));

    private static readonly FrozenDictionary<(Transport, int), string> ByPort = Table.Values.ToFrozenDictionary(p => (p.Protocol, p.Port), p => p.Name);

    public static bool TryFind(string name, out ListeningPort port) => Table.TryGetValue(name, out port!);
}
