using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Ward.Standards.Network;

/// <summary>IP addresses as tools write them: four decimal numbers, or RFC 5952 and its longer forms. The platform's own parser takes "10.20.0" and "7" for addresses too.</summary>
public static class AddressText
{
    /// <summary>An IPv4 address that is written as an IPv6 one is given as IPv4; a zone index (%eth0) is refused, as it means something on one host only.</summary>
    public static bool TryRead([NotNullWhen(true)] string? text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (text is null || text.Contains('%', StringComparison.Ordinal) || !IPAddress.TryParse(text, out var read)) return false;
        if (read.AddressFamily == AddressFamily.InterNetwork && read.ToString() != text) return false;
        address = read.IsIPv4MappedToIPv6 ? read.MapToIPv4() : read;
        return true;
    }
}
