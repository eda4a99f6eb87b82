namespace Ward.City.Assets;

/// <param name="Name">The application protocol in lower case: ssh, https, smb, rdp, modbus, dnp3.</param>
/// <param name="Protocol">Transport.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record ListeningPort(string Name, Transport Protocol, int Port);
