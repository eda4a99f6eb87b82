using System.Globalization;
using System.Net;
using Ward.City.Merging;
using Ward.City.Reading;
using Ward.Standards.Dhcp;

namespace Ward.City.Imports.Leases;

/// <summary>Leases of a DHCP server as assets. Those that are over are left out and counted.</summary>
internal static class LeaseImport
{
    public static CityDelta Of(IEnumerable<DhcpLease> leases, ImportFormat format, ImportSettings settings, out bool any)
    {
        var from = settings.From(format);
        var (book, all, over, tooMany) = (new HostBook(), 0, 0, 0);
        // A server appends what changes: the last word on an address counts.
        var last = new Dictionary<IPAddress, DhcpLease>();
        foreach (var lease in leases)
        {
            all++;
            if (last.Count < HostBook.Most || last.ContainsKey(lease.Address)) last[lease.Address] = lease;
            else tooMany++;
        }

        any = all > 0;
        foreach (var lease in last.Values.OrderBy(l => l.Address.ToString(), StringComparer.Ordinal))
        {
            if (!lease.IsActive || lease.Ends <= settings.ReadAt) over++;
            else book.Add(lease.Mac is { } mac && Addresses.TryMac(mac, out var good) ? good : null, lease.Address, lease.Names, lease.Begins ?? settings.ReadAt);
        }

        var notes = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{all} entries on {last.Count} addresses; {over} leases are over and left out") };
        if (tooMany > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{tooMany} entries are beyond the first {HostBook.Most} addresses"));
        book.Tell(notes);
        return new CityDelta(from.Source, format.ToString().ToLowerInvariant(), settings.File, from.Time, book.Records(from), notes);
    }
}
