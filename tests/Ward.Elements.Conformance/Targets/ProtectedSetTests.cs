using System.Net;
using CsCheck;
using Ward.Elements.Targets;

namespace Ward.Elements.Conformance.Targets;

public sealed class ProtectedSetTests
{
    private static readonly ProtectedSet Set = new([IPNetwork.Parse("10.0.0.53/32"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("2001:db8:53::/48")]);

    [Theory]
    [InlineData("10.0.0.53/32", "it is protected")]
    [InlineData("10.0.0.0/24", "it contains a protected address")]
    [InlineData("192.0.2.7/32", "it is in a protected network")]
    [InlineData("10.0.0.0/16", "it is too broad")]
    [InlineData("0.0.0.0/0", "it is everything")]
    [InlineData("127.0.0.1/32", "it is loopback")]
    [InlineData("224.0.0.1/32", "it is multicast")]
    [InlineData("255.255.255.255/32", "it is broadcast")]
    [InlineData("169.254.1.1/32", "it is link-local")]
    [InlineData("::1/128", "it is loopback")]
    [InlineData("::/128", "it is unspecified")]
    [InlineData("::ffff:10.0.0.53/128", "it is a protected address in other clothes")]
    [InlineData("fe80::1/128", "it is link-local")]
    [InlineData("ff02::1/128", "it is multicast")]
    [InlineData("2001:db8:53:1::/64", "it is in a protected network")]
    [InlineData("2001:db8::/32", "it is too broad")]
    public void ASourceIsRefusedWhere(string range, string because) =>
        Assert.True(Set.Refusal(new ElementTarget.Source(IPNetwork.Parse(range)), []) is not null, because);

    [Theory]
    [InlineData("10.0.0.54/32")]
    [InlineData("10.0.1.0/24")]
    [InlineData("2001:db8:54::/64")]
    public void AnotherSourceIsNotRefused(string range) => Assert.Null(Set.Refusal(new ElementTarget.Source(IPNetwork.Parse(range)), []));

    [Fact]
    public void AFlowIsRefusedWhereEitherEndTouchesAProtectedAddress()
    {
        var free = IPNetwork.Parse("10.9.0.0/16");
        var dns = IPNetwork.Parse("10.0.0.0/8");
        Assert.Null(Set.Refusal(new ElementTarget.Connection(free, IPNetwork.Parse("10.8.0.0/16"), 6, 22), []));
        Assert.NotNull(Set.Refusal(new ElementTarget.Connection(free, dns, 6, 22), []));
        Assert.NotNull(Set.Refusal(new ElementTarget.Connection(dns, free, 6, 22), []));
    }

    [Fact]
    public void WhoCommandsIsNeverCut() =>
        Assert.NotNull(Set.Refusal(new ElementTarget.Host([IPAddress.Parse("10.5.5.5")]), [IPAddress.Parse("::ffff:10.5.5.5")]));

    [Fact]
    public void NoTargetThatHoldsAProtectedAddressIsEverAccepted() =>
        Gen.Select(Gen.Byte.Array[4], Gen.Int[0, 32]).Sample((bytes, prefix) =>
        {
            var range = new Ward.Standards.OpenC2.AddressRange(new IPAddress(bytes), prefix).Network;
            var touches = Set.Networks.Any(n => n.Contains(range.BaseAddress) || range.Contains(n.BaseAddress));
            return !touches || Set.Refusal(new ElementTarget.Source(range), []) is not null;
        });
}
