using System.Text;
using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Tests.Decoders.Json;

public sealed class MemberTimesTests
{
    [Theory]
    [InlineData("1772366398", 0)]
    [InlineData("1772366398.25", 2_500_000)]
    [InlineData("1772366398250", 2_500_000)]
    [InlineData("1772366398250000", 2_500_000)]
    [InlineData("1772366398250000000", 2_500_000)]
    [InlineData("2026-03-01T11:59:58.25Z", 2_500_000)]
    [InlineData("2026-03-01T13:59:58.25+0200", 2_500_000)]
    [InlineData("2026-03-01 11:59:58.25", 2_500_000)]
    [InlineData("2026-03-01T11:59:58", 0)]
    public void TheUnitIsTakenFromTheSize(string text, long ticks)
    {
        Assert.True(MemberTimes.TryRead(Encoding.UTF8.GetBytes(text), TimeZoneInfo.Utc, Decoded.Received, out var time));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 59, 58, TimeSpan.Zero).AddTicks(ticks), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("1e9")]
    [InlineData("99999999999999999999")]
    [InlineData("1772366398.x")]
    [InlineData("1772366398250.5")]
    [InlineData("2026-03-01T11:59:58Zz")]
    [InlineData("2026-13-01T11:59:58")]
    public void WhatIsNoTimeIsNotGuessed(string text) => Assert.False(MemberTimes.TryRead(Encoding.UTF8.GetBytes(text), TimeZoneInfo.Utc, Decoded.Received, out _));
}
