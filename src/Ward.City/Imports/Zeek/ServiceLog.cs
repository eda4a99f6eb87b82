using System.Globalization;
using System.Net;
using Ward.City.Assets;
using Ward.City.Merging;
using Ward.Standards.Yaml;
using Ward.Standards.Zeek;

namespace Ward.City.Imports.Zeek;

/// <summary>What known_hosts, known_services and software say of hosts.</summary>
internal sealed class ServiceLog
{
    private const int MostHosts = 1_000_000;

    private readonly Dictionary<string, (SortedSet<string> Listens, SortedSet<string> Cpes)> hosts = new(StringComparer.Ordinal);
    private readonly SortedSet<string> unnamed = new(StringComparer.OrdinalIgnoreCase);
    private long clients, otherTransport, tooMany;

    public void Take(ZeekRow row, IPAddress host, ProblemList problems)
    {
        if (!SharedSigns.IsOwnAddress(host.ToString())) return;
        if (!hosts.TryGetValue(host.ToString(), out var own))
        {
            if (hosts.Count >= MostHosts)
            {
                tooMany++;
                return;
            }

            own = hosts[host.ToString()] = (new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        }

        if (row.Log == ZeekLog.KnownServices) Service(row, own.Listens, problems);
        else if (row.Log == ZeekLog.Software) Software(row, own.Listens, own.Cpes);
    }

    public IEnumerable<CityRecord> Records(Provenance from) =>
        hosts.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => new RecordBuilder(CityPart.Asset, h.Key, from).With("addresses", [h.Key]).With("listens", h.Value.Listens).With("cpes", h.Value.Cpes).Build());

    public void Tell(List<string> notes)
    {
        const int named = 12;
        if (clients > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{clients} rows are of software that only calls others (browsers, clients) and have no place"));
        if (unnamed.Count > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{unnamed.Count} kinds of software have no CPE name here and are left out: {string.Join(", ", unnamed.Take(named).Select(Printable.Of))}{(unnamed.Count > named ? ", …" : "")}"));
        if (otherTransport > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{otherTransport} services are neither TCP nor UDP"));
        if (tooMany > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{tooMany} rows are of hosts beyond the first {MostHosts}"));
    }

    private void Service(ZeekRow row, SortedSet<string> listens, ProblemList problems)
    {
        if (row.Count("port_num") is not { } port || port > 65535)
        {
            problems.Add(row.Line, "port_num", "a port from 0 to 65535", Printable.Quoted(row["port_num"] ?? ""));
            return;
        }

        if (!ZeekImport.TryTransport(row["port_proto"], out var transport) || port == 0) otherTransport++;
        else listens.Add(PortText.Print(NameOf(row.Several("service")), transport, (int)port));
    }

    private void Software(ZeekRow row, SortedSet<string> listens, SortedSet<string> cpes)
    {
        var kind = row["software_type"] ?? "";
        if (!kind.EndsWith("SERVER", StringComparison.Ordinal) && !kind.StartsWith("OS::", StringComparison.Ordinal))
        {
            clients++;
            return;
        }

        if (row.Count("host_p") is { } port and > 0 and <= 65535 && kind.EndsWith("::SERVER", StringComparison.Ordinal) && kind != "DHCP::SERVER") listens.Add(PortText.Print(NameOf([kind[..^8]]), Transport.Tcp, (int)port));
        if (row["name"] is not { Length: > 0 } name) return;
        if (ProductNames.Cpe(name, VersionOf(row), row["version.addl"]) is { } cpe) cpes.Add(cpe);
        else unnamed.Add(name);
    }

    private static string? VersionOf(ZeekRow row)
    {
        var parts = new[] { row["version.major"], row["version.minor"], row["version.minor2"], row["version.minor3"] }.TakeWhile(p => p is not null).ToList();
        return parts.Count == 0 ? null : string.Join('.', parts);
    }

    // Zeek's analyzers in the field's names; of TLS it is not said what it carries.
    private static string? NameOf(IReadOnlyList<string> analyzers)
    {
        foreach (var analyzer in analyzers)
        {
            var name = analyzer.ToLowerInvariant() switch
            {
                "ssl" or "" => null,
                "krb" or "krb_tcp" => "kerberos",
                "dnp3_tcp" or "dnp3_udp" => "dnp3",
                "ldap_tcp" or "ldap_udp" => "ldap",
                "enip" => "ethernetip",
                "s7comm" or "s7comm_tcp" or "cotp" => "s7",
                "postgresql" => "postgres",
                "gssapi" or "ntlm" or "dce_rpc" => null,
                var other => other,
            };
            if (name is not null) return name;
        }

        return null;
    }
}
