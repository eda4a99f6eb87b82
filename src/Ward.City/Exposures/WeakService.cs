using System.Collections.Frozen;
using Ward.City.Assets;
using Ward.City.Identities;

namespace Ward.City.Exposures;

/// <summary>
/// A service whose protocol lets in whoever reaches it, or nearly so: it asks for no sign-in, its maker's password is known to everybody, or passwords pass in clear.
/// Probabilities and hours are the project's own estimates of a service about which nothing else is known.
/// </summary>
/// <param name="Why">In words; the exposure's reference.</param>
public sealed record WeakService(string Name, Transport Protocol, int Port, ExposureKind Kind, string Technique, double Probability, double Hours, Privilege Gains, string Why)
{
    private static readonly FrozenDictionary<(Transport, int), WeakService> Table = new[]
    {
        // Field protocols without any sign-in (their specifications have none, or none that devices ask for).
        Open("modbus", 502, "T0836", 0.6, 8, "Modbus has no sign-in: whoever reaches the device may write to it"),
        Open("s7", 102, "T0843", 0.5, 12, "S7 communication asks for no sign-in unless the controller is protected"),
        Open("dnp3", 20000, "T1692.001", 0.5, 16, "DNP3 has no sign-in without secure authentication"),
        Open("iec104", 2404, "T1692.001", 0.5, 16, "IEC 60870-5-104 has no sign-in"),
        Open("ethernetip", 44818, "T0858", 0.5, 12, "EtherNet/IP has no sign-in without CIP Security"),
        Open("pcom", 20256, "T0858", 0.5, 12, "PCOM lets in by a password that many devices do not ask for"),
        new("bacnet", Transport.Udp, 47808, ExposureKind.NoAuthentication, "T0836", 0.5, 8, Privilege.Administrator, "BACnet/IP has no sign-in without Secure Connect"),
        new("snmp", Transport.Udp, 161, ExposureKind.DefaultPassword, "T1694.001", 0.3, 2, Privilege.User, "SNMP 1 and 2c are read, and often written, by a community name that is mostly the default"),
        new("mqtt", Transport.Tcp, 1883, ExposureKind.NoAuthentication, "T0836", 0.3, 4, Privilege.User, "MQTT without TLS: many brokers let in without a password"),
        // Remote access.
        new("telnet", Transport.Tcp, 23, ExposureKind.DefaultPassword, "T1694.001", 0.25, 4, Privilege.Administrator, "Telnet: passwords pass in clear, and devices that have it mostly keep the maker's"),
        new("ftp", Transport.Tcp, 21, ExposureKind.WeakCredential, "T1078", 0.1, 8, Privilege.User, "FTP: passwords pass in clear, and some servers let in anybody"),
        new("tftp", Transport.Udp, 69, ExposureKind.NoAuthentication, "T1105", 0.3, 4, Privilege.User, "TFTP has no sign-in"),
        new("rexec", Transport.Tcp, 512, ExposureKind.WeakCredential, "T1021", 0.2, 4, Privilege.User, "rexec: passwords pass in clear"),
        new("rlogin", Transport.Tcp, 513, ExposureKind.NoAuthentication, "T1021", 0.3, 4, Privilege.User, "rlogin trusts the address from which one comes"),
        new("rsh", Transport.Tcp, 514, ExposureKind.NoAuthentication, "T1021", 0.3, 4, Privilege.User, "rsh trusts the address from which one comes"),
        new("vnc", Transport.Tcp, 5900, ExposureKind.WeakCredential, "T1021.005", 0.15, 6, Privilege.User, "VNC: one short password for all, or none"),
        Open("adb", 5555, "T1219", 0.7, 1, "Android's debug bridge over the network asks for no sign-in on many devices"),
        new("x11", Transport.Tcp, 6000, ExposureKind.NoAuthentication, "T1021", 0.3, 4, Privilege.User, "X11 over the network"),
        // Data and machinery that ship open.
        new("docker", Transport.Tcp, 2375, ExposureKind.NoAuthentication, "T1610", 0.9, 1, Privilege.Administrator, "Docker's port without TLS asks for no sign-in"),
        new("redis", Transport.Tcp, 6379, ExposureKind.NoAuthentication, "T1190", 0.4, 4, Privilege.User, "Redis asks for no password unless one was set"),
        new("memcached", Transport.Tcp, 11211, ExposureKind.NoAuthentication, "T1190", 0.2, 4, Privilege.User, "memcached asks for no sign-in"),
        new("elasticsearch", Transport.Tcp, 9200, ExposureKind.NoAuthentication, "T1190", 0.2, 4, Privilege.User, "Elasticsearch before version 8 asks for no sign-in unless one was set"),
        new("mongodb", Transport.Tcp, 27017, ExposureKind.NoAuthentication, "T1190", 0.2, 4, Privilege.User, "MongoDB asks for no sign-in unless one was set"),
        new("nfs", Transport.Tcp, 2049, ExposureKind.NoAuthentication, "T1021", 0.2, 6, Privilege.User, "NFS trusts the address from which one comes"),
        new("fox", Transport.Tcp, 1911, ExposureKind.DefaultPassword, "T1694.001", 0.2, 8, Privilege.Administrator, "Niagara Fox: passwords pass in clear, and often are the maker's"),
    }.ToFrozenDictionary(w => (w.Protocol, w.Port));

    /// <summary>The weak service that usually listens on the port; null where none does.</summary>
    public static WeakService? At(Transport protocol, int port) => Table.GetValueOrDefault((protocol, port));

    private static WeakService Open(string name, int port, string technique, double probability, double hours, string why) =>
        new(name, Transport.Tcp, port, ExposureKind.NoAuthentication, technique, probability, hours, Privilege.Administrator, why);
}
