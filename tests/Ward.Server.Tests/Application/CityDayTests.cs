using Microsoft.Extensions.Time.Testing;
using Ward.Server.Application;

namespace Ward.Server.Tests.Application;

public sealed class CityDayTests
{
    [Theory]
    [InlineData("2026-07-01T21:59:00Z", "2026-07-01")]
    [InlineData("2026-07-01T22:00:00Z", "2026-07-02")]
    [InlineData("2026-12-01T22:30:00Z", "2026-12-01")]
    [InlineData("2026-12-01T23:00:00Z", "2026-12-02")]
    public void ADayBeginsAtTheCitysMidnight(string moment, string day)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), new CityDay(time, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).Today);
    }
}
