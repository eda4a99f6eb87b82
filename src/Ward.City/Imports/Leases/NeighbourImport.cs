using System.Globalization;
using Ward.City.Merging;
using Ward.City.Reading;
using Ward.Standards.Neighbours;

namespace Ward.City.Imports.Leases;

/// <summary>The neighbours that a host resolved as assets. Those that did not answer are left out and counted.</summary>
internal static class NeighbourImport
{
    /// <summary>More addresses than this behind one MAC address are a router's that answers for others (proxy ARP): they are not one asset.</summary>
    private const int MostAddresses = 16;

    public static CityDelta Of(IReadOnlyList<Neighbour> neighbours, ImportSettings settings)
    {
        var from = settings.From(ImportFormat.Neighbours);
        var book = new HostBook();
        var resolved = neighbours.Where(n => n.Mac is not null && n.Address is not null).ToList();
        var many = resolved.GroupBy(n => n.Mac, StringComparer.OrdinalIgnoreCase).Where(g => g.Select(n => n.Address).Distinct().Count() > MostAddresses).Select(g => g.Key!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var neighbour in resolved)
            book.Add(!many.Contains(neighbour.Mac!) && Addresses.TryMac(neighbour.Mac!, out var mac) ? mac : null, neighbour.Address, [], settings.ReadAt);
        var notes = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{neighbours.Count} neighbours; {neighbours.Count - resolved.Count} did not answer and are left out") };
        foreach (var mac in many.Order(StringComparer.Ordinal)) notes.Add($"{mac} answers for more than {MostAddresses} addresses, as a router does for others: they are known by address alone");
        book.Tell(notes);
        return new CityDelta(from.Source, "neighbours", settings.File, from.Time, book.Records(from), notes);
    }
}
