namespace Ward.Standards.Nmap;

/// <summary>An open port.</summary>
/// <param name="Protocol">tcp, udp, sctp or ip.</param>
/// <param name="Number">0 to 65535.</param>
/// <param name="Service">nmap's name of what listens (http, ssh, modbus); null where it does not know.</param>
/// <param name="Encrypted">True where the service was seen within TLS.</param>
/// <param name="Guessed">True where the name comes from the port number alone.</param>
/// <param name="Cpes">CPE names of software, system and hardware.</param>
public sealed record NmapPort(string Protocol, int Number, string? Service, string? Product, string? Version, bool Encrypted, bool Guessed, IReadOnlyList<string> Cpes);
