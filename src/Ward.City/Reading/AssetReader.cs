using System.Net;
using Ward.City.Assets;
using Ward.City.Zones;
using Ward.Standards.Yaml;

namespace Ward.City.Reading;

internal static class AssetReader
{
    public static Dictionary<string, AssetKind> Kinds { get; } = new(StringComparer.Ordinal)
    {
        ["server"] = AssetKind.Server,
        ["workstation"] = AssetKind.Workstation,
        ["network-device"] = AssetKind.NetworkDevice,
        ["firewall"] = AssetKind.Firewall,
        ["controller"] = AssetKind.Controller,
        ["sensor"] = AssetKind.Sensor,
        ["camera"] = AssetKind.Camera,
        ["sign"] = AssetKind.Sign,
        ["siren"] = AssetKind.Siren,
        ["cloud-service"] = AssetKind.CloudService,
        ["other"] = AssetKind.Other,
    };

    public static IReadOnlyList<Asset> Read(CityDraft draft, IReadOnlyList<Zone> zones)
    {
        var assets = new List<Asset>();
        var byId = new Dictionary<string, Zone>(StringComparer.Ordinal);
        foreach (var zone in zones) byId.TryAdd(zone.Id.Value, zone);
        var addresses = new Dictionary<IPAddress, string>();
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in draft.Assets.Ids) names.TryAdd(id, id);

        foreach (var (id, fields) in draft.Assets.Entries)
        {
            var name = fields["name"].TextOrNull() ?? id;
            var zone = draft.Zones.Refer(fields["zone"]);
            var kind = fields["kind"].Choice(Kinds, "a kind of asset");
            assets.Add(new Asset(new AssetId(id), name, new ZoneId(zone), kind,
                OwnAddresses(draft, fields["addresses"], id, byId.GetValueOrDefault(zone), addresses),
                OwnPorts(draft, fields["listens"]),
                OwnNames(draft, fields["names"], id, names)) { Make = ReadMake(fields), Position = ReadPosition(fields["position"]) });
            fields.Close();
        }

        return assets;
    }

    private static AssetMake ReadMake(YamlFields fields) => new(
        [.. fields["macs"].Items("a list of MAC addresses").Select(m => m.Parsed<string>("a MAC address such as 00:11:22:AA:BB:CC", Addresses.TryMac, "")).Where(m => m.Length > 0)],
        [.. fields["cpes"].Items("a list of CPE names").Select(c => c.Parsed<string>("a CPE name such as cpe:2.3:h:vendor:product", TryCpe, "")).Where(c => c.Length > 0)],
        fields["serial"].TextOrNull("a serial number"), fields["vendor"].TextOrNull("the vendor"), fields["model"].TextOrNull("the model"), fields["version"].TextOrNull("the version"));

    private static GeoPosition? ReadPosition(YamlField field)
    {
        if (field.MappingOrNull() is not { } fields) return null;
        var position = new GeoPosition(fields["latitude"].Number(-GeoPosition.MostLatitude, GeoPosition.MostLatitude), fields["longitude"].Number(-GeoPosition.MostLongitude, GeoPosition.MostLongitude));
        fields.Close();
        return position;
    }

    private static bool TryCpe(string text, out string cpe)
    {
        cpe = text;
        return text.StartsWith("cpe:/", StringComparison.Ordinal) || text.StartsWith("cpe:2.3:", StringComparison.Ordinal);
    }

    private static List<IPAddress> OwnAddresses(CityDraft draft, YamlField list, string asset, Zone? zone, Dictionary<IPAddress, string> taken)
    {
        var own = new List<IPAddress>();
        foreach (var field in list.Items("a list of IP addresses"))
        {
            var address = Addresses.Address(field);
            if (address.Equals(IPAddress.None)) continue;
            if (!taken.TryAdd(address, asset))
            {
                draft.Problems.Add(field.Line, field.Path, "an address that no other asset has", $"{address}, already of {taken[address]}");
                continue;
            }

            own.Add(address);
            if (zone is { Networks.Count: > 0 } && !zone.Networks.Any(n => n.Contains(address)))
                draft.Warnings.Add(field.Line, field.Path, $"an address within the networks of {zone.Id} ({string.Join(", ", zone.Networks)})", address.ToString());
        }

        return own;
    }

    private static List<ListeningPort> OwnPorts(CityDraft draft, YamlField list)
    {
        var own = new List<ListeningPort>();
        foreach (var field in list.Items("a list of what listens (ssh, https:8443)"))
        {
            if (Ports.Listening(field) is not { } port) continue;
            if (own.Any(p => p.Port == port.Port && p.Protocol == port.Protocol))
                draft.Problems.Add(field.Line, field.Path, "each port of the asset once", $"{port.Protocol.ToString().ToLowerInvariant()} {port.Port} again");
            else own.Add(port);
        }

        return own;
    }

    private static List<string> OwnNames(CityDraft draft, YamlField list, string asset, Dictionary<string, string> taken)
    {
        var own = new List<string>();
        foreach (var field in list.Items("a list of host names"))
        {
            var name = field.Text("a host name");
            if (name.Length == 0) continue;
            if (taken.TryAdd(name, asset) || taken[name] == asset) own.Add(name);
            else draft.Problems.Add(field.Line, field.Path, "a name that no other asset has", $"{Printable.Quoted(name)}, already of {taken[name]}");
        }

        return own;
    }
}
