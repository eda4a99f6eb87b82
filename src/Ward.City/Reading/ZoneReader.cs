using System.Net;
using Ward.City.Zones;

namespace Ward.City.Reading;

internal static class ZoneReader
{
    public static Dictionary<string, ZoneKind> Kinds { get; } = new(StringComparer.Ordinal)
    {
        ["external"] = ZoneKind.External,
        ["perimeter"] = ZoneKind.Perimeter,
        ["office"] = ZoneKind.Office,
        ["data"] = ZoneKind.Data,
        ["operations"] = ZoneKind.Operations,
        ["management"] = ZoneKind.Management,
    };

    public static IReadOnlyList<Zone> Read(CityDraft draft)
    {
        var zones = new List<Zone>();
        var claimed = new Dictionary<IPNetwork, string>();
        foreach (var (id, fields) in draft.Zones.Entries)
        {
            var name = fields["name"].TextOrNull() ?? id;
            var kind = fields["kind"].Choice(Kinds, "a kind of zone");
            var networks = new List<IPNetwork>();
            foreach (var field in fields["networks"].Items("a list of networks"))
            {
                if (Addresses.Network(field) is not { } network) continue;
                if (claimed.TryAdd(network, id)) networks.Add(network);
                else draft.Problems.Add(field.Line, field.Path, "a network that no other zone has", $"{network}, already of {claimed[network]}");
            }

            if (networks.Count == 0 && kind != ZoneKind.External)
                draft.Warnings.Add(fields.Line, $"{fields.Path}.networks", "the networks of the zone, so that its addresses are known", "none");
            zones.Add(new Zone(new ZoneId(id), name, kind, networks) { Owner = fields["owner"].TextOrNull() });
            fields.Close();
        }

        return zones;
    }
}
