using System.Net;
using Ward.City;
using Ward.City.Zones;
using Ward.Detect.Baselines;

namespace Ward.Detect.Indicators;

/// <summary>What is the city's own or a partner's, looked up once an indicator. Immutable.</summary>
internal sealed class OwnGround
{
    private readonly RangeTable<uint> v4;
    private readonly RangeTable<UInt128> v6;
    private readonly List<string> owners = [];
    private readonly Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);

    public OwnGround(CityModel city)
    {
        var (all4, all6) = (new List<(uint, uint, int)>(), new List<(UInt128, UInt128, int)>());
        foreach (var zone in city.Zones)
            foreach (var network in zone.Networks)
                Add(network.ToString(), zone.Kind == ZoneKind.External ? $"it is a partner's (zone {zone.Id})" : $"it is the city's own (zone {zone.Id})");
        foreach (var network in city.Protection.Networks) Add(network.ToString(), "it is in the protected set");
        foreach (var asset in city.Assets)
        {
            foreach (var address in asset.Addresses) Add(address.ToString(), $"it is the city's own ({asset.Id})");
            foreach (var name in asset.Names)
            {
                // A parent of one of the city's names would take that name with it; the last label alone is never an indicator.
                for (var rest = name.Trim('.'); rest.Contains('.', StringComparison.Ordinal); rest = rest[(rest.IndexOf('.', StringComparison.Ordinal) + 1)..])
                    names.TryAdd(rest, $"it is the city's own ({asset.Id})");
            }
        }

        v4 = new RangeTable<uint>(all4, static (_, _) => { });
        v6 = new RangeTable<UInt128>(all6, static (_, _) => { });

        void Add(string range, string owner)
        {
            if (!IndicatorText.TryRange(range, out var start, out var end)) return;
            // A zone that says it is everywhere says nothing.
            if (SourceAddress.IsV4(start) ? end - start == uint.MaxValue : start == 0 && end == UInt128.MaxValue) return;
            owners.Add(owner);
            if (SourceAddress.IsV4(start)) all4.Add(((uint)start, (uint)end, owners.Count - 1));
            else all6.Add((start, end, owners.Count - 1));
        }
    }

    public string? OfHost(string host) => IPAddress.TryParse(host, out _) ? OfRange(host) : OfName(host);

    public string? OfName(string name) => names.GetValueOrDefault(name);

    public string? OfRange(string range)
    {
        if (!IndicatorText.TryRange(range, out var start, out var end)) return null;
        var owner = SourceAddress.IsV4(start)
            ? v4.Touching((uint)start, (uint)end) is var at and >= 0 ? v4.EntryAt(at) : -1
            : v6.Touching(start, end) is var wide and >= 0 ? v6.EntryAt(wide) : -1;
        return owner < 0 ? null : owners[owner];
    }
}
