using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.Elements.Leases;
using Ward.Elements.Nftables;
using Ward.Elements.Targets;
using Ward.Lab;

namespace Ward.Elements.Conformance;

internal sealed class NftablesRig(bool byLibrary) : IRig
{
    private readonly Namespace space = Namespace.Make();

    public LeaseClock Clock { get; } = LeaseClock.OfThisMachine(TimeProvider.System);

    public Namespace Space => space;

    public IReadOnlyList<ElementTarget> Targets { get; } =
    [
        new ElementTarget.Source(IPNetwork.Parse("203.0.113.7/32")),
        new ElementTarget.Source(IPNetwork.Parse("203.0.113.0/24")),
        new ElementTarget.Source(IPNetwork.Parse("2001:db8::7/128")),
        new ElementTarget.Source(IPNetwork.Parse("2001:db8:5::/64")),
        new ElementTarget.Connection(IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("10.2.3.4/32"), 6, 22),
        new ElementTarget.Connection(IPNetwork.Parse("10.1.2.0/24"), IPNetwork.Parse("10.2.3.0/24"), 17, 0),
        new ElementTarget.Connection(IPNetwork.Parse("10.1.2.0/24"), IPNetwork.Parse("10.2.3.0/24"), 1, 0),
        new ElementTarget.Connection(IPNetwork.Parse("2001:db8:1::/64"), IPNetwork.Parse("2001:db8:2::4/128"), 6, 443),
        new ElementTarget.Connection(IPNetwork.Parse("2001:db8:1::/64"), IPNetwork.Parse("2001:db8:2::4/128"), 58, 0),
        new ElementTarget.Host([IPAddress.Parse("10.2.9.9"), IPAddress.Parse("2001:db8::99")]),
    ];

    public IElementDriver Open() => new NftablesDriver(
        byLibrary ? space.In(() => NftLibrary.TryOpen(renews: false)) ?? throw new InvalidOperationException("no libnftables") : new NftProcess(space.Prefix("nft")),
        [IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.0.2.53/32"), IPNetwork.Parse("2001:db8:ffff::/48")], Clock, NullLogger.Instance);

    public void Wreck() => space.Do("nft", "delete", "table", "inet", "ward");

    public void Dispose() => space.Dispose();
}
