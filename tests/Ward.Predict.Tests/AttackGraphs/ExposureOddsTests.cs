using Ward.City.Exposures;
using Ward.City.Identities;
using Ward.Predict.AttackGraphs;
using Ward.Standards.Cvss;
using Ward.Standards.Ssvc;

namespace Ward.Predict.Tests.AttackGraphs;

public sealed class ExposureOddsTests
{
    private static readonly StepPriors Priors = new();

    [Fact]
    public void WhatTheCityWroteStandsWhateverRegistersSay() =>
        Assert.Equal(0.2, Priors.Of(Known(new Signals(null, 0.9, true, Exploitation.Active, true)) with { Probability = 0.2, IsEstimated = false }));

    [Fact]
    public void WithoutARegisterTheEstimateIsThatOfAWeaknessOfWhichNothingIsKnown() => Assert.Equal(Exposure.Unknown, Priors.Of(Known(null)), 9);

    [Fact]
    public void KnownAttacksAndAHigherEpssRaiseTheOddsAndHurdlesLowerThem()
    {
        var nothing = Priors.Of(Known(null));
        Assert.True(Priors.Of(Known(Signals.None with { InKev = true })) > Priors.Of(Known(Signals.None with { Exploitation = Exploitation.PublicPoc })));
        Assert.True(Priors.Of(Known(Signals.None with { Exploitation = Exploitation.PublicPoc })) > nothing);
        Assert.True(Priors.Of(Known(Signals.None with { Epss = 0.5 })) > Priors.Of(Known(Signals.None with { Epss = 0.1 })));
        Assert.True(Priors.Of(Known(Signals.None with { Epss = 0.0005 })) < nothing);
        Assert.True(Priors.Of(Known(Vector("CVSS:3.1/AV:N/AC:H/PR:H/UI:R/S:U/C:H/I:H/A:H"))) < nothing);
        Assert.True(Priors.Of(Known(Vector("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:A"))) > nothing);
        Assert.Equal(nothing, Priors.Of(Known(Vector("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"))), 9);
    }

    [Fact]
    public void NoRegisterAloneMovesTheOddsBeyondItsCap()
    {
        var odds = Math.Exp(Priors.MostOfOneRegister) * Exposure.Unknown / (1 - Exposure.Unknown);
        Assert.True(Priors.Of(Known(Signals.None with { Epss = 1 })) <= (odds / (1 + odds)) + 1e-9);
        Assert.InRange(Priors.Of(Known(new Signals(Vector("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:H").Cvss, 1, true, Exploitation.Active, true))), 0.9, Priors.MostEstimate);
    }

    private static Signals Vector(string text) => CvssVector.TryRead(text, out var vector, out var error) ? Signals.None with { Cvss = vector } : throw new InvalidOperationException(error.ToString());

    private static Exposure Known(Signals? signals) =>
        new(new("x"), new("a"), ExposureKind.Vulnerability, 443, "T1190", Exposure.Unknown, 1, Privilege.User, "CVE-2026-0001") { Signals = signals, IsEstimated = true };
}
