using System.Globalization;
using System.Net;
using Ward.Elements.Targets;

namespace Ward.Elements.Nftables;

/// <summary>
/// A timed set and the rules that drop by it. Networks have one set for each prefix length, with the packet's address
/// masked before the look-up: networks of one length never overlap, so every lease is an element of its own, and
/// the look-up stays a hash.
/// </summary>
internal readonly record struct NftShape(NftShapeKind Kind, bool V6, int From, int To, bool HasPort)
{
    public string Set => Kind switch
    {
        NftShapeKind.Deny => string.Create(CultureInfo.InvariantCulture, $"deny{Family}_{From}"),
        NftShapeKind.Isolate => $"isolated{Family}",
        _ => string.Create(CultureInfo.InvariantCulture, $"flow{Family}_{From}_{To}_{(HasPort ? "port" : "any")}"),
    };

    public string Type
    {
        get
        {
            var address = V6 ? "ipv6_addr" : "ipv4_addr";
            return Kind != NftShapeKind.Flow ? address : HasPort ? $"{address} . {address} . inet_proto . inet_service" : $"{address} . {address} . inet_proto";
        }
    }

    /// <summary>
    /// A denied or isolated address is dropped as source and as destination, whatever the state of the connection, so
    /// established sessions die too. Protected addresses are exempt in the kernel as well.
    /// </summary>
    public IEnumerable<string> Rules
    {
        get
        {
            var ip = V6 ? "ip6" : "ip";
            var spared = $"@protected{Family}";
            if (Kind != NftShapeKind.Flow)
            {
                yield return $"{Masked("saddr", From)} @{Set} {ip} saddr != {spared} counter drop";
                yield return $"{Masked("daddr", From)} @{Set} {ip} daddr != {spared} counter drop";
                yield break;
            }
            var tail = HasPort ? " . th dport" : "";
            yield return $"{Masked("saddr", From)} . {Masked("daddr", To)} . meta l4proto{tail} @{Set} {ip} saddr != {spared} {ip} daddr != {spared} counter drop";
            // What comes back from the closed port, so that the half-dead connection does not go on one way.
            if (HasPort)
                yield return $"{Masked("daddr", From)} . {Masked("saddr", To)} . meta l4proto . th sport @{Set} {ip} saddr != {spared} {ip} daddr != {spared} counter drop";
        }
    }

    private char Family => V6 ? '6' : '4';

    private string Masked(string end, int prefix)
    {
        var field = V6 ? $"ip6 {end}" : $"ip {end}";
        if (prefix == (V6 ? 128 : 32))
            return field;
        Span<byte> mask = stackalloc byte[V6 ? 16 : 4];
        for (var bit = 0; bit < prefix; bit++)
            mask[bit / 8] |= (byte)(0x80 >> (bit % 8));
        return $"{field} & {new IPAddress(mask)}";
    }

    /// <summary>The elements that a target becomes.</summary>
    public static IEnumerable<NftElement> ElementsOf(ElementTarget target)
    {
        switch (target)
        {
            case ElementTarget.Source source:
                yield return new(new(NftShapeKind.Deny, source.Range.IsV6(), source.Range.PrefixLength, 0, false), source.Range.BaseAddress.ToString());
                break;
            case ElementTarget.Host host:
                foreach (var address in host.Addresses)
                    yield return new(new(NftShapeKind.Isolate, address.Alone().IsV6(), address.Width(), 0, false), address.ToString());
                break;
            case ElementTarget.Connection flow:
                var key = string.Create(CultureInfo.InvariantCulture, $"{flow.From.BaseAddress} . {flow.To.BaseAddress} . {flow.Protocol}");
                if (flow.Port != 0)
                    key = string.Create(CultureInfo.InvariantCulture, $"{key} . {flow.Port}");
                yield return new(new(NftShapeKind.Flow, flow.From.IsV6(), flow.From.PrefixLength, flow.To.PrefixLength, flow.Port != 0), key);
                break;
            default:
                throw new InvalidOperationException($"no set for {target.GetType().Name}");
        }
    }
}
