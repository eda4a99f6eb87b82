using System.Globalization;
using System.Net;
using System.Xml;
using System.Xml.Linq;
using Ward.City.Merging;
using Ward.City.Reading;
using Ward.Standards.Yaml;

namespace Ward.City.Imports;

/// <summary>
/// The filter rules of a pfSense configuration (config.xml): of each interface the first that fits decides, what none passes is blocked. Floating rules
/// are taken before those of the interface, as if each were quick, and said to be so.
/// </summary>
internal static class PfsenseImport
{
    private const int MostPorts = 32, Deepest = 64;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 64 * 1024 * 1024, IgnoreComments = true, IgnoreProcessingInstructions = true };

    public static CityDelta? Read(ReadOnlyMemory<byte> bytes, ImportSettings settings, ProblemList problems)
    {
        XElement root;
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            // A tree is made of what is known to be flat: elements in each other without end cost more than their length.
            using (var shape = XmlReader.Create(stream, Settings))
                while (shape.Read())
                    if (shape.Depth > Deepest) throw new XmlException($"elements stand more than {Deepest} deep", null, ((IXmlLineInfo)shape).LineNumber, 0);
            stream.Position = 0;
            using var xml = XmlReader.Create(stream, Settings);
            root = XElement.Load(xml, LoadOptions.SetLineInfo);
        }
        catch (Exception fault) when (fault is XmlException or ArgumentException or NotSupportedException)
        {
            problems.Add((fault as XmlException)?.LineNumber ?? 0, "", "well-formed XML without a document type", Printable.Of(fault.Message));
            return null;
        }

        if (root.Name != "pfsense")
        {
            problems.Add(1, "", "the element pfsense", Printable.Quoted(root.Name.ToString()));
            return null;
        }

        var aliases = (root.Element("aliases")?.Elements("alias") ?? []).Where(a => a.Element("name") is not null).DistinctBy(a => a.Element("name")!.Value)
            .ToDictionary(a => a.Element("name")!.Value, a => a.Element("address")?.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [], StringComparer.Ordinal);
        var interfaces = (root.Element("interfaces")?.Elements() ?? []).DistinctBy(i => i.Name.LocalName).ToDictionary(i => i.Name.LocalName, Network, StringComparer.Ordinal);
        var chains = new FirewallChains(settings, ImportFormat.Pfsense);
        foreach (var name in interfaces.Keys)
        {
            chains.Chains[name] = [];
            chains.BeginAt(name, name, inward: true);
            if (interfaces[name] is { } network) chains.Interfaces[name] = network;
        }

        var floating = 0;
        foreach (var (rule, number) in (root.Element("filter")?.Elements("rule") ?? []).Select((r, i) => (r, i + 1)).OrderBy(r => r.r.Element("floating") is null ? 1 : 0))
        {
            if (rule.Element("disabled") is not null) continue;
            var isFloating = rule.Element("floating") is not null;
            if (isFloating) floating++;
            foreach (var name in rule.Element("interface")?.Value.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? (isFloating ? [.. interfaces.Keys] : []))
            {
                if (!chains.Chains.TryGetValue(name, out var rules)) problems.Add(Line(rule), $"filter.rule[{number.ToString(CultureInfo.InvariantCulture)}].interface", $"an interface of the configuration ({string.Join(", ", interfaces.Keys)})", Printable.Quoted(name));
                else if (Rule(rule, number, name, aliases, interfaces, problems) is { } read) rules.AddRange(read.Protocol == "tcp/udp" ? [read with { Protocol = "tcp" }, read with { Protocol = "udp" }] : [read]);
            }
        }

        var delta = chains.Delta();
        return floating == 0 ? delta : delta with { Notes = [.. delta.Notes, string.Create(CultureInfo.InvariantCulture, $"{floating} floating rules are taken as if each were quick")] };
    }

    private static FirewallRule? Rule(XElement rule, int number, string name, Dictionary<string, string[]> aliases, Dictionary<string, string?> interfaces, ProblemList problems)
    {
        var before = problems.Count;
        var path = $"filter.rule[{number.ToString(CultureInfo.InvariantCulture)}]";
        var partial = false;
        var from = Ends("source");
        var to = Ends("destination");
        List<int> ports = [];
        if (rule.Element("destination")?.Element("port")?.Value is { Length: > 0 } port)
        {
            foreach (var part in aliases.GetValueOrDefault(port) ?? [port])
            {
                var ends = part.Split('-', ':');
                if (ends.Length > 2 || !ends.All(e => PortText.TryRead(e, out _))) problems.Add(Line(rule), $"{path}.destination.port", "a port, a range or an alias of ports", Printable.Quoted(part));
                else if (Number(ends[^1]) - Number(ends[0]) is < 0 or >= MostPorts) partial = true;
                else for (var p = Number(ends[0]); p <= Number(ends[^1]); p++) ports.Add(p);
            }

            if (partial) ports.Clear();
        }

        var verdict = rule.Element("type")?.Value switch { "pass" or null => "accept", "block" or "reject" => "drop", "match" => "", _ => null };
        if (verdict is null) problems.Add(Line(rule), $"{path}.type", "pass, block, reject or match", Printable.Quoted(rule.Element("type")!.Value));
        var protocol = rule.Element("protocol")?.Value switch { null or "any" or "" => null, var one => one };
        // A port of the sender, a schedule or a system narrows the rule, and the city knows none of them.
        partial |= rule.Element("source")?.Element("port")?.Value is { Length: > 0 } || rule.Element("sched")?.Value is { Length: > 0 } || rule.Element("os")?.Value is { Length: > 0 };
        if (problems.Count > before) return null;
        return new FirewallRule(Printable.Of(rule.Element("descr")?.Value is { Length: > 0 } told ? told : $"{name} rule {number.ToString(CultureInfo.InvariantCulture)}"), from, to, [], [], protocol, ports, verdict!, null, false, partial);

        List<string> Ends(string side)
        {
            var end = rule.Element(side);
            if (end is null || end.Element("any") is not null) return [];
            if (end.Element("not") is not null)
            {
                partial = true;
                return [];
            }

            var text = end.Element("network")?.Value ?? end.Element("address")?.Value ?? "";
            if (interfaces.TryGetValue(text, out var network))
            {
                if (network is null) partial = true;
                return network is null ? [] : [network];
            }

            var several = aliases.GetValueOrDefault(text) ?? [text];
            var good = several.Where(a => IPNetwork.TryParse(a, out _) || Addresses.TryAddress(a, out _)).ToList();
            if (good.Count == 0)
            {
                // (self), wanip, a host name or a list from elsewhere: it cannot be told here what it holds.
                if (text.Length == 0) problems.Add(Line(rule), $"{path}.{side}", "any, network or address", "nothing");
                partial = true;
            }

            return good;
        }
    }

    private static string? Network(XElement element) =>
        Addresses.TryAddress(element.Element("ipaddr")?.Value ?? "", out var address) && int.TryParse(element.Element("subnet")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= 32
            && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? $"{Masked(address, length)}/{length.ToString(CultureInfo.InvariantCulture)}" : null;

    private static IPAddress Masked(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }

    private static int Number(string text) => PortText.TryRead(text, out var port) ? port.Port : 0;

    private static int Line(XElement element) => element is IXmlLineInfo place && place.HasLineInfo() ? place.LineNumber : 0;
}
