using System.Net;
using System.Text;
using CsCheck;
using Ward.Detect.Baselines;

namespace Ward.Detect.Tests.Baselines;

public class SourceAddressTests
{
    [Fact]
    public void EveryAddressThatTheFrameworkPrintsIsReadAsItself()
    {
        var v4 = Gen.Byte.Array[4];
        // Zeros are frequent, so that '::' stands everywhere.
        var v6 = Gen.Frequency((2, Gen.Const((byte)0)), (1, Gen.Byte)).Array[16];
        Gen.OneOf(v4, v6).Sample(bytes =>
        {
            var address = new IPAddress(bytes);
            var expected = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            return SourceAddress.TryRead(Encoding.ASCII.GetBytes(address.ToString()), out var read) && SourceAddress.ToAddress(read).Equals(expected);
        });
    }

    [Fact]
    public void WhateverIsReadTheFrameworkReadsAlike()
    {
        var text = Gen.Char["0123456789abcdefF.:%x "].Array[0, 24].Select(c => new string(c));
        text.Sample(t => !SourceAddress.TryRead(Encoding.ASCII.GetBytes(t), out var read)
            || (IPAddress.TryParse(t, out var parsed) && (parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed).Equals(SourceAddress.ToAddress(read))), iter: 20_000);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.256")]
    [InlineData("010.0.0.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("10.0.0.1 ")]
    [InlineData("10.0.0.1\n10.0.0.2")]
    [InlineData("fe80::1%eth0")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData(":1::2")]
    [InlineData("1:2:3:4:5:6:7:")]
    [InlineData("[::1]")]
    [InlineData("")]
    public void WhatIsNoPlainAddressIsRefused(string text) => Assert.False(SourceAddress.TryRead(Encoding.UTF8.GetBytes(text), out _));
}
