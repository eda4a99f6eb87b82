using Ward.City.Reading;
using Ward.Standards.Yaml;

namespace Ward.City.Imports;

/// <summary>Which column of a list of assets is which field; proposed from the headings, decided by the person.</summary>
public static class ColumnMapping
{
    /// <summary>Fields that a column can be, with headings by which they are proposed (case, blanks and punctuation do not matter).</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["id"] = ["id", "assetid", "inventoryid", "inventorynumber", "assettag", "tag"],
        ["name"] = ["name", "assetname", "device", "devicename", "displayname", "description", "label"],
        ["names"] = ["hostname", "host", "fqdn", "dnsname", "computername", "names", "dns"],
        ["addresses"] = ["address", "addresses", "ip", "ipaddress", "ipaddresses", "ipv4", "ipv6", "ipv4address", "ips"],
        ["macs"] = ["mac", "macaddress", "macs", "hwaddress", "ethernet", "physicaladdress"],
        ["zone"] = ["zone", "network", "vlan", "segment", "site", "networkzone", "subnet"],
        ["kind"] = ["kind", "type", "assettype", "devicetype", "category", "class"],
        ["listens"] = ["listens", "ports", "openports", "port", "services"],
        ["vendor"] = ["vendor", "manufacturer", "make", "brand"],
        ["model"] = ["model", "product", "modelnumber", "producttype", "modelname"],
        ["version"] = ["version", "firmware", "firmwareversion", "softwareversion", "osversion", "fw"],
        ["serial"] = ["serial", "serialnumber", "serialno", "sn"],
        ["cpes"] = ["cpe", "cpes", "cpe23"],
    };

    /// <summary>Heading to field; columns that are nothing known are not in it, and no field is proposed twice.</summary>
    public static IReadOnlyDictionary<string, string> Propose(IReadOnlyList<string> headings)
    {
        var proposed = new Dictionary<string, string>(StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var heading in headings)
        {
            var plain = string.Concat(heading.Where(char.IsLetterOrDigit)).ToLowerInvariant();
            if (Fields.FirstOrDefault(f => f.Value.Contains(plain)).Key is { } field && used.Add(field)) proposed.TryAdd(heading, field);
        }

        return proposed;
    }

    /// <summary>The proposal, with what the person says in its place; '-' as field leaves a column out. What is wrong with it is added to the problems.</summary>
    internal static Dictionary<int, string> Decide(IReadOnlyList<string> headings, IReadOnlyDictionary<string, string> said, ProblemList problems)
    {
        var proposed = Propose(headings);
        var decided = new Dictionary<int, string>();
        foreach (var (column, field) in said)
        {
            if (!headings.Contains(column, StringComparer.OrdinalIgnoreCase)) problems.Add(1, "", $"a column named {Printable.Quoted(column)}", $"the columns {string.Join(", ", headings.Select(Printable.Of))}", column, headings);
            if (field != "-" && !Fields.ContainsKey(field)) problems.Add(0, "", $"a field ({string.Join(", ", Fields.Keys)}) for the column {Printable.Quoted(column)}", Printable.Quoted(field), field, Fields.Keys);
        }

        for (var i = 0; i < headings.Count; i++)
        {
            var name = said.Keys.FirstOrDefault(k => k.Equals(headings[i], StringComparison.OrdinalIgnoreCase));
            var field = name is not null ? said[name] : proposed.GetValueOrDefault(headings[i]) is { } one && !said.Values.Contains(one) ? one : null;
            if (field is not null and not "-") decided[i] = field;
        }

        if (decided.Count > 0 && !decided.Values.Any(f => f is "id" or "name" or "names" or "addresses" or "macs" or "serial"))
            problems.Add(1, "", "a column by which assets are known (id, name, names, addresses, macs, serial)", "none");
        if (decided.Count == 0) problems.Add(1, "", "columns that are fields of an asset; say which with a mapping", $"the columns {string.Join(", ", headings.Select(Printable.Of))}");
        return decided;
    }

    /// <summary>The kind that people call so, or null.</summary>
    internal static string? Kind(string text)
    {
        var plain = text.Trim().ToLowerInvariant().Replace(' ', '-').Replace('_', '-');
        if (AssetReader.Kinds.ContainsKey(plain)) return plain;
        return plain switch
        {
            "plc" or "rtu" or "hmi" or "ied" or "controller" => "controller",
            "pc" or "laptop" or "desktop" or "notebook" or "client" => "workstation",
            "router" or "switch" or "ap" or "access-point" or "wap" or "gateway" => "network-device",
            "cctv" or "ip-camera" or "webcam" => "camera",
            "vm" or "virtual-machine" or "host" => "server",
            "vms" or "message-sign" => "sign",
            _ => null,
        };
    }
}
