using System.Net.Http.Json;
using Ward.Server.Application.Views;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class LossTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheYearlyLossIsToldNowAndWithTheChangesByServiceWithWhatItRestsOn()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Viewer);
        var loss = (await client.GetFromJsonAsync<LossView>("/api/v1/standing/loss", Stop))!;
        for (var tries = 0; tries < 900 && loss is { Ready: false, Problem: null }; tries++)
        {
            await Task.Delay(100, Stop);
            loss = (await client.GetFromJsonAsync<LossView>("/api/v1/standing/loss", Stop))!;
        }

        Assert.Null(loss.Problem);
        var standing = (await client.GetFromJsonAsync<StandingView>("/api/v1/standing", Stop))!;
        Assert.Equal((standing.CityVersion, standing.Changes.Count), (loss.CityVersion, loss.Changes));
        Assert.True(loss.Before.Mean > loss.After.Mean, $"{loss.Before.Mean} and {loss.After.Mean}");
        Assert.Equal(1, loss.Services.Sum(s => s.Part), 6);
        Assert.Equal(loss.Services.OrderByDescending(s => s.Part).Select(s => s.Service), loss.Services.Select(s => s.Service));
        Assert.All(loss.Services, s => Assert.Equal(s.Part, s.Before.Mean / loss.Before.Mean, 6));
        Assert.Equal(loss.Curve.OrderByDescending(p => p.Share), loss.Curve);
        Assert.All(loss.Curve, p => Assert.True(p.After <= p.Before));
        Assert.Contains(loss.Assumptions, a => a.Contains("own estimate", StringComparison.Ordinal));
    }
}
