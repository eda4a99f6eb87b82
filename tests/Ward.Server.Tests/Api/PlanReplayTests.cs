using System.Net;
using System.Net.Http.Json;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Server.Application.Views;
using Ward.Server.Tests.Samples;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class PlanReplayTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task ADecisionFromBeforeItsGroundWasKeptSaysWhyItCannotBeReplayed()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Auditor);
        var told = (await client.GetFromJsonAsync<ReplayView>($"/api/v1/plans/{ward.House.Story.Waiting.Id}/replay?choose=true", Stop))!;

        Assert.Contains("before Ward kept what a choice rests on", told.Problem, StringComparison.Ordinal);
        Assert.Equal((null, null, null), (told.Moment, told.Today, told.Ward));
        Assert.NotEmpty(told.Measures);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/api/v1/plans/nope/replay", UriKind.Relative), Stop)).StatusCode);
    }

    [Fact]
    public async Task ADecisionIsReplayedOnTheModelOfItsMomentAndOnTodays()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Auditor);
        var incident = ward.House.Story.Intrusion.Incident;
        var chosen = new Choice().Choose(incident, new Foresight(SampleCity.Before).Foresee(incident));
        ward.House.Learn.Choices[chosen.Id] = new(chosen with { Ground = null }, chosen.Ground!);
        var told = (await client.GetFromJsonAsync<ReplayView>($"/api/v1/plans/{Uri.EscapeDataString(chosen.Id.Value)}/replay?choose=true", Stop))!;

        Assert.Null(told.Problem);
        Assert.NotEmpty(told.Measures);
        Assert.Equal(SampleCity.Before.Version, told.Moment!.CityVersion);
        Assert.True(told.Moment.Holds && told.Moment.AsRecorded, string.Join("; ", told.Moment.Words));
        Assert.Equal(told.Measures, told.Moment.Again!.Measures);
        Assert.Equal(SampleCity.Now.Version, told.Today!.CityVersion);
    }
}
