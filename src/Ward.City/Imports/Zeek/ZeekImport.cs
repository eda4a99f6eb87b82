using System.Globalization;
using System.Net;
using Ward.City.Assets;
using Ward.City.Imports.Leases;
using Ward.City.Merging;
using Ward.City.Reading;
using Ward.Standards.Network;
using Ward.Standards.Yaml;
using Ward.Standards.Zeek;

namespace Ward.City.Imports.Zeek;

/// <summary>Logs of Zeek: hosts, services, software and leases as assets, conversations as flows. One row at a time; only what adds up is held.</summary>
internal sealed class ZeekImport(ImportSettings settings)
{
    private readonly ConnLog conversations = new(settings.IsCity);
    private readonly HostBook hosts = new();
    private readonly ServiceLog services = new();
    private readonly SortedDictionary<ZeekLog, long> rows = [];
    private double last;

    public static CityDelta? Read(Stream from, ImportSettings settings, ProblemList problems)
    {
        var import = new ZeekImport(settings);
        foreach (var row in ZeekReader.Read(from, problems)) import.Take(row, problems);
        return import.Delta(problems);
    }

    private void Take(ZeekRow row, ProblemList problems)
    {
        rows[row.Log] = rows.GetValueOrDefault(row.Log) + 1;
        last = Math.Max(last, row.Time() ?? 0);
        switch (row.Log)
        {
            case ZeekLog.Conn: conversations.Take(row, problems); break;
            case ZeekLog.Dhcp: Lease(row, problems); break;
            case ZeekLog.KnownDevices: Device(row, problems); break;
            case ZeekLog.KnownHosts or ZeekLog.KnownServices or ZeekLog.Software:
                if (Address(row, "host", problems) is { } host) services.Take(row, host, problems);
                break;
        }
    }

    private CityDelta? Delta(ProblemList problems)
    {
        var taken = rows.Keys.Where(l => l != ZeekLog.Other).ToList();
        if (taken.Count == 0)
        {
            if (rows.Count > 0 || problems.Count == 0) problems.Add(0, "", "rows of conn, dhcp, known_hosts, known_services, known_devices or software", rows.Count > 0 ? "those of other logs" : "none");
            return null;
        }

        var name = taken.Count == 1 ? $"zeek:{NameOf(taken[0])}" : "zeek";
        var from = settings.From(ImportFormat.Zeek, last > 0 ? DateTimeOffset.FromUnixTimeMilliseconds((long)(last * 1000)) : null) with { Source = settings.Source ?? name };
        var notes = new List<string> { string.Join(", ", rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Value} rows of {(r.Key == ZeekLog.Other ? "other logs, which are left out" : NameOf(r.Key))}"))) };
        var records = hosts.Records(from);
        hosts.Tell(notes);
        records.AddRange(services.Records(from));
        services.Tell(notes);
        if (rows.ContainsKey(ZeekLog.Conn)) records.AddRange(conversations.Records(from, notes));
        // What several logs say of one host is one record, since a record's key is unique within its source.
        return new CityDelta(from.Source, "zeek", settings.File, from.Time, Joined(records, from), notes);
    }

    private static List<CityRecord> Joined(List<CityRecord> records, Provenance from) =>
        [.. records.GroupBy(r => (r.Part, r.Key)).Select(g => g.Count() == 1 ? g.First() : g.SelectMany(r => r.Fields).GroupBy(f => f.Key)
            .Aggregate(new RecordBuilder(g.Key.Part, g.Key.Key, from), (b, f) => b.With(f.Key, f.SelectMany(v => v.Value))).Build())];

    // msg_types of a lease that was given ends in ACK; without one nothing is known to have been given.
    private void Lease(ZeekRow row, ProblemList problems)
    {
        var given = row["assigned_addr"] ?? (row.Several("msg_types").Contains("ACK") ? row["client_addr"] : null);
        hosts.Add(Mac(row, problems), given is null ? null : Address(row, row["assigned_addr"] is null ? "client_addr" : "assigned_addr", problems), [row["client_fqdn"], row["host_name"]], At(row));
    }

    private void Device(ZeekRow row, ProblemList problems) => hosts.Add(Mac(row, problems), null, [row["dhcp_host_name"]], At(row));

    private DateTimeOffset At(ZeekRow row) => row.Time() is { } seconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : settings.ReadAt;

    private static string? Mac(ZeekRow row, ProblemList problems)
    {
        if (row["mac"] is not { } text) return null;
        if (Addresses.TryMac(text, out var mac)) return mac;
        problems.Add(row.Line, "mac", "a MAC address", Printable.Quoted(text));
        return null;
    }

    internal static IPAddress? Address(ZeekRow row, string field, ProblemList problems)
    {
        if (AddressText.TryRead(row[field], out var address)) return address;
        problems.Add(row.Line, field, "an IP address", Printable.Quoted(row[field] ?? ""));
        return null;
    }

    /// <summary>False for icmp and what is unknown.</summary>
    internal static bool TryTransport(string? name, out Transport transport)
    {
        transport = name == "udp" ? Transport.Udp : Transport.Tcp;
        return name is "tcp" or "udp";
    }

    private static string NameOf(ZeekLog log) => log switch
    {
        ZeekLog.KnownHosts => "known_hosts", ZeekLog.KnownServices => "known_services", ZeekLog.KnownDevices => "known_devices", _ => log.ToString().ToLowerInvariant(),
    };
}
