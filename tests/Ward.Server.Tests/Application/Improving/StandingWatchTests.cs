using Ward.Server.Application.Improving;

namespace Ward.Server.Tests.Application.Improving;

public sealed class StandingWatchTests
{
    [Theory]
    [InlineData("a", "2026-03-01T10:00Z", "a", "2026-03-01T23:59Z", false)]
    [InlineData("a", "2026-03-01T10:00Z", "b", "2026-03-01T10:01Z", true)]
    [InlineData("a", "2026-03-01T10:00Z", "a", "2026-03-02T01:59Z", false)]
    [InlineData("a", "2026-03-01T10:00Z", "a", "2026-03-02T02:00Z", true)]
    [InlineData("a", "2026-03-02T02:00Z", "a", "2026-03-02T02:01Z", false)]
    public void ItIsReckonedAtNightAndWhenTheCityHasChanged(string was, string at, string version, string now, bool due) =>
        Assert.Equal(due, StandingWatch.IsDue((was, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)), version, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void ItIsReckonedAtTheStart() => Assert.True(StandingWatch.IsDue(null, "a", DateTimeOffset.UnixEpoch));
}
