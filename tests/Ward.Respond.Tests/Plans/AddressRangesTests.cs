using System.Net;
using System.Net.Sockets;
using CsCheck;
using Ward.Respond.Plans;

namespace Ward.Respond.Tests.Plans;

public sealed class AddressRangesTests
{
    private static readonly Gen<IPAddress> Addresses = Gen.Int[0, 0xFFFF].Select(n => new IPAddress([10, 0, (byte)(n >> 8), (byte)n]));

    private static readonly Gen<IPNetwork> Networks = Gen.Select(Addresses, Gen.Int[16, 32], Masked);

    [Fact]
    public void WhatIsLeftHoldsExactlyTheAddressesThatNoOtherNetworkHolds() =>
        Gen.Select(Networks, Networks.Array[0, 6], Addresses).Sample((whole, others, probe) =>
        {
            var left = AddressRanges.Without(whole, others, 10_000)!;
            return left.Any(n => n.Contains(probe)) == (whole.Contains(probe) && !others.Any(o => o.Contains(probe)))
                && left.Count(n => n.Contains(probe)) <= 1;
        });

    [Fact]
    public void ThePartsOfEverywhereStartBelowAndAboveTheHole()
    {
        var left = AddressRanges.Without(AddressRanges.Everywhere(AddressFamily.InterNetwork), [IPNetwork.Parse("128.0.0.0/2")], 64);
        Assert.Equal([IPNetwork.Parse("0.0.0.0/1"), IPNetwork.Parse("192.0.0.0/2")], left);
    }

    [Fact]
    public void TooManyPartsAreNull() =>
        Assert.Null(AddressRanges.Without(AddressRanges.Everywhere(AddressFamily.InterNetworkV6), [IPNetwork.Parse("2001:db8::1/128")], 64));

    [Fact]
    public void NetworksOfDifferentFamiliesNeverOverlap() =>
        Assert.False(AddressRanges.Overlap(IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")));

    private static IPNetwork Masked(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefix; bit < 32; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPNetwork(new IPAddress(bytes), prefix);
    }
}
