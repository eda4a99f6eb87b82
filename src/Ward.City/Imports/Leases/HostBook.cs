using System.Globalization;
using System.Net;
using Ward.City.Merging;

namespace Ward.City.Imports.Leases;

/// <summary>
/// Who had which address last, as address books of networks tell it: by MAC address where it is one that the maker gave, else by address. Names are those that
/// things gave themselves. Of an address that went from one to another the later has it.
/// </summary>
internal sealed class HostBook
{
    /// <summary>Addresses, and MAC addresses without one, that are held; more are counted.</summary>
    public const int Most = 1_000_000;

    private readonly Dictionary<string, (string? Mac, HashSet<string> Names, DateTimeOffset At)> byAddress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> withoutAddress = new(StringComparer.OrdinalIgnoreCase);
    private int madeUp, noAddress, tooMany;

    /// <param name="mac">Upper-case pairs with colons, or null.</param>
    /// <param name="address">Null where it has none now.</param>
    /// <param name="at">When that was so; the later word counts, and of two at once the second.</param>
    public void Add(string? mac, IPAddress? address, IEnumerable<string?> names, DateTimeOffset at)
    {
        var own = mac is not null && SharedSigns.IsOwnMac(mac) ? mac : null;
        if (mac is not null && own is null) madeUp++;
        var told = names.OfType<string>().Select(n => n.Trim().TrimEnd('.')).Where(n => n.Length is > 0 and <= 253 && SharedSigns.IsOwnName(n)).ToList();
        if (address is null || !SharedSigns.IsOwnAddress(address.ToString()))
        {
            if (own is null) noAddress++;
            else if (withoutAddress.Count >= Most && !withoutAddress.ContainsKey(own)) tooMany++;
            else (withoutAddress.TryGetValue(own, out var known) ? known : withoutAddress[own] = new(StringComparer.OrdinalIgnoreCase)).UnionWith(told);
            return;
        }

        var key = address.ToString();
        if (byAddress.Count >= Most && !byAddress.ContainsKey(key))
        {
            tooMany++;
            return;
        }

        if (byAddress.TryGetValue(key, out var before))
        {
            if (before.At > at) return;
            // The same thing once more, perhaps without its name this time.
            if (before.Mac == own) told.AddRange(before.Names);
        }

        byAddress[key] = (own, new(told, StringComparer.OrdinalIgnoreCase), at);
    }

    public List<CityRecord> Records(Provenance from)
    {
        var records = new List<CityRecord>();
        foreach (var host in byAddress.GroupBy(b => b.Value.Mac ?? b.Key, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            // An address that a thing had before is not its own any more; of those of one time (IPv4 and IPv6) all are. An entry counts for a day.
            var last = host.Max(h => h.Value.At);
            var present = host.Where(h => last - h.Value.At <= TimeSpan.FromDays(1)).OrderByDescending(h => h.Value.At).ThenBy(h => h.Key, StringComparer.Ordinal).ToList();
            var names = present.SelectMany(h => h.Value.Names).Concat(host.First().Value.Mac is { } known && withoutAddress.Remove(known, out var more) ? more : []).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
            records.Add(Record(host.Key, host.First().Value.Mac, [.. present.Select(h => h.Key)], names, from));
        }

        records.AddRange(withoutAddress.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => Record(w.Key, w.Key, [], [.. w.Value.Order(StringComparer.Ordinal)], from)));
        return records;
    }

    public void Tell(List<string> notes)
    {
        if (madeUp > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{madeUp} entries have a MAC address that was made up for this network (locally administered): they are known by their address alone"));
        if (tooMany > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{tooMany} entries are beyond the first {Most} addresses"));
        if (noAddress > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{noAddress} entries have nothing by which an asset is known and are left out"));
    }

    private static CityRecord Record(string key, string? mac, List<string> addresses, List<string> names, Provenance from) =>
        new RecordBuilder(CityPart.Asset, key, from).With("name", names.Count > 0 ? names[0] : null).With("addresses", addresses).With("macs", mac is null ? [] : [mac]).With("aliases", names).Build();
}
