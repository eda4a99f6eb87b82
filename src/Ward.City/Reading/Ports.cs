using System.Globalization;
using Ward.City.Assets;
using Ward.Standards.Yaml;

namespace Ward.City.Reading;

/// <summary>Ports as people write them: <c>ssh</c>, <c>https:8443</c>, or <c>{name, protocol, port}</c>.</summary>
internal static class Ports
{
    public const int Highest = 65535;

    private static readonly Dictionary<string, Transport> Transports = new(StringComparer.Ordinal)
    {
        ["tcp"] = Transport.Tcp,
        ["udp"] = Transport.Udp,
        ["icmp"] = Transport.Icmp,
    };

    public static Transport Protocol(YamlField field, Transport whenAbsent) =>
        field.IsAbsent ? whenAbsent : field.Choice(Transports, "a transport");

    public static ListeningPort? Listening(YamlField field)
    {
        if (field.IsMapping)
        {
            var fields = field.MappingOrNull()!;
            var name = fields["name"].Text("the protocol's name").ToLowerInvariant();
            var protocol = Protocol(fields["protocol"], Transport.Tcp);
            var port = (int)fields["port"].Whole(1, Highest);
            fields.Close();
            return new ListeningPort(name, protocol, port);
        }

        var text = field.Peek ?? "";
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (!WellKnownPorts.TryFind(colon < 0 ? text : text[..colon], out var known))
        {
            field.Problems.Add(field.Line, field.Path, "a well-known protocol (ssh, https, smb, …), one with its port (https:8443), or {name, protocol, port}",
                field.Value?.Described ?? "nothing", colon < 0 ? text : text[..colon], WellKnownPorts.Names);
            return null;
        }

        if (colon < 0) return known;
        if (TryPort(text[(colon + 1)..], out var number)) return known with { Port = number };
        field.Wrong($"a port from 1 to {Highest} after the colon");
        return null;
    }

    public static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= Highest;
}
