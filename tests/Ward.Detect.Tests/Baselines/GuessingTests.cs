using Ward.Detect.Baselines;
using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Tests.Baselines;

public class GuessingTests
{
    private const string Attacker = "203.0.113.9";
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ASuccessAfterGuessingIsACompromiseWithNothingLearnt()
    {
        var finding = Assert.Single(new Lab().See(Failures(6).Append(Success("backup", 60))));
        Assert.Equal(
            (Meaning.Compromise, Severity.High, "T1078", true, true),
            (finding.Meaning, finding.Severity, finding.Techniques[0], finding.Attested, finding.SenderKnown));
    }

    [Fact]
    public void FiveFailuresAreNotGuessing() => Assert.Empty(new Lab().See(Failures(5).Append(Success("backup", 60))));

    [Fact]
    public void FailuresOutsideTheWindowAreNotCounted() => Assert.Empty(new Lab().See(Failures(6).Append(Success("backup", 661))));

    [Fact]
    public void LateFailuresAreCountedByTheirOwnTime()
    {
        var lines = Failures(6).Select(l => l with { Received = Monday.AddSeconds(90) }).Reverse();
        Assert.Single(new Lab().See(lines.Append(Success("backup", 60))));
    }

    [Fact]
    public void TheBudgetDoesNotWithholdACompromise()
    {
        var lab = new Lab(new SignInOptions { AlarmsPerDay = 1 });
        var found = 0;
        for (var i = 0; i < 5; i++)
        {
            var ip = $"203.0.113.{i}";
            found += lab.See(Failures(6, ip).Append(Success("backup", 60, ip))).Count(f => f.Meaning == Meaning.Compromise);
        }

        Assert.Equal(5, found);
    }

    [Fact]
    public void OneAttemptToldByTwoProgramsIsOneAttempt()
    {
        // Three typos on a new laptop, each in a line of sshd and in one of PAM.
        var lines = Failures(3).SelectMany(l => new[] { l with { Provider = "pam" }, l });
        Assert.Empty(new Lab().See(lines.Append(Success("user0", 60))));
    }

    [Fact]
    public void TyposBehindASharedAddressDoNotAddUp()
    {
        var lines = new List<SignInLine>();
        for (var i = 0; i < 100; i++)
        {
            lines.Add(new SignInLine(Monday.AddSeconds(10 * i), $"clerk{i}", "192.0.2.10", false));
            lines.Add(new SignInLine(Monday.AddSeconds((10 * i) + 5), $"clerk{i}", "192.0.2.10", true));
        }

        Assert.Empty(new Lab().See(lines));
    }

    [Fact]
    public void SomebodyWhoForgetsHisPasswordAtHisOwnDeskIsNotAnIntruder()
    {
        var lab = new Lab();
        lab.See(SignInBaselineTests.Habit("mveber", "10.0.0.5", weeks: 1));
        var at = Monday.AddDays(7);
        var lines = Enumerable.Range(0, 9).Select(i => new SignInLine(at.AddSeconds(5 * i), "mveber", "10.0.0.5", false));
        var finding = Assert.Single(lab.See(lines.Append(new SignInLine(at.AddMinutes(1), "mveber", "10.0.0.5", true))));
        Assert.Equal((Meaning.Unusual, Severity.Low), (finding.Meaning, finding.Severity));
    }

    [Fact]
    public void TwiceTheFailuresMakeEvenAFamiliarPairACompromise()
    {
        var lab = new Lab();
        lab.See(SignInBaselineTests.Habit("mveber", "10.0.0.5", weeks: 1));
        var at = Monday.AddDays(7);
        var lines = Enumerable.Range(0, 12).Select(i => new SignInLine(at.AddSeconds(5 * i), "mveber", "10.0.0.5", false));
        Assert.Single(lab.See(lines.Append(new SignInLine(at.AddMinutes(2), "mveber", "10.0.0.5", true))), f => f.Meaning == Meaning.Compromise);
    }

    [Fact]
    public void AnIntrudersSignInIsNotLearntAsAHabit()
    {
        var lab = new Lab();
        lab.See(SignInBaselineTests.Habit("backup", "10.0.0.5", weeks: 6));
        var at = Monday.AddDays(42);
        lab.See(Enumerable.Range(0, 6).Select(i => new SignInLine(at.AddSeconds(i), "backup", Attacker, false)).Append(new SignInLine(at.AddMinutes(1), "backup", Attacker, true)));
        var again = Assert.Single(lab.See(new SignInLine(at.AddHours(1), "backup", Attacker, true)));
        Assert.Contains("never seen before", again.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void ForgedFailuresDoNotTurnAnHonestSignInIntoAnAttestedCompromise()
    {
        var forged = Failures(12, "10.0.0.5").Select(SignInLine.Spoofed);
        var finding = Assert.Single(new Lab().See(forged.Append(Success("mveber", 90, "10.0.0.5"))));
        Assert.Equal((Meaning.Compromise, false, false), (finding.Meaning, finding.Attested, finding.SenderKnown));
    }

    [Fact]
    public void AForgedSuccessIsNotAttestedHoweverTrueTheFailures()
    {
        var finding = Assert.Single(new Lab().See(Failures(12).Append(SignInLine.Spoofed(Success("mveber", 90)))));
        Assert.Equal((false, false), (finding.Attested, finding.SenderKnown));
    }

    [Fact]
    public void AForgedSuccessDoesNotEraseTheTrueFailures()
    {
        var findings = new Lab().See(Failures(12).Append(SignInLine.Spoofed(Success("mveber", 90))).Append(Success("backup", 100)));
        Assert.Equal([false, true], findings.Select(f => f.Attested));
    }

    [Fact]
    public void AFloodOfForgedFailuresDoesNotPushTheTrueOnesOut()
    {
        var forged = Enumerable.Range(0, 2000).Select(i => SignInLine.Spoofed(new SignInLine(Monday.AddSeconds(50), $"x{i}", i < 1000 ? Attacker : $"10.{i % 250}.0.1", false)));
        var lab = new Lab(new SignInOptions { Accounts = 16 });
        Assert.True(Assert.Single(lab.See(Failures(6).Concat(forged).Append(Success("backup", 60)))).Attested);
    }

    [Fact]
    public void AKnownButUnprovenSenderIsKnownAndNotAttested()
    {
        var lines = Failures(6).Append(Success("backup", 60)).Select(l => l with { Assurance = Assurance.Session });
        var finding = Assert.Single(new Lab().See(lines));
        Assert.Equal((false, true), (finding.Attested, finding.SenderKnown));
    }

    private static IEnumerable<SignInLine> Failures(int count, string ip = Attacker) =>
        Enumerable.Range(0, count).Select(i => new SignInLine(Monday.AddSeconds(5 * i), $"user{i % 3}", ip, false));

    private static SignInLine Success(string user, int seconds, string ip = Attacker) => new(Monday.AddSeconds(seconds), user, ip, true);
}
