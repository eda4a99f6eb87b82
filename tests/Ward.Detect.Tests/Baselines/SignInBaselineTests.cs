using System.Net;
using Ward.Detect.Baselines;
using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Tests.Baselines;

public class SignInBaselineTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AnAddressNeverSeenAtAUsualHourIsLow()
    {
        var lab = new Lab();
        lab.See(Habit("mveber", "10.0.0.5", weeks: 6));
        var finding = Assert.Single(lab.See(new SignInLine(Monday.AddDays(42), "mveber", "10.0.0.77", true)));
        Assert.Equal((Severity.Low, Meaning.Unusual, "T1078"), (finding.Severity, finding.Meaning, finding.Techniques[0]));
    }

    [Fact]
    public void AnAddressNeverSeenAtAnUnusualHourIsMediumAndSaysWhatWasExpected()
    {
        var lab = new Lab();
        lab.See(Habit("mveber", "10.0.0.5", weeks: 6));
        var finding = Assert.Single(lab.See(new SignInLine(Monday.AddDays(41).AddHours(-5.8), "mveber", "203.0.113.9", true)));
        Assert.Equal((Severity.Medium, Meaning.Unusual), (finding.Severity, finding.Meaning));
        Assert.Equal("mveber signs in on weekdays 9 to 11 UTC from 1 known address", finding.Explanation.Expected);
        Assert.StartsWith("sign-in at 03:12 UTC on Sunday from 203.0.113.9, never seen before, 1 in ", finding.Explanation.Seen, StringComparison.Ordinal);
        Assert.InRange(finding.Explanation.P!.Value, 1e-9, 0.01);
    }

    [Fact]
    public void AnUnusualHourFromAKnownAddressIsLowOnceEnoughIsKnownOfEverybody()
    {
        var lab = new Lab();
        var lines = Enumerable.Range(0, 20).SelectMany(i => Habit($"clerk{i}", $"10.0.0.{i}", weeks: 12)).OrderBy(l => l.Time).ToList();
        lab.See(lines);
        var finding = Assert.Single(lab.See(new SignInLine(Monday.AddDays(83).AddHours(-5.8), "clerk3", "10.0.0.3", true)));
        Assert.Equal((Severity.Low, "clerk3 signed in at an unusual hour"), (finding.Severity, finding.Title));
    }

    [Fact]
    public void AnAccountWithoutEnoughHistoryNeverAlarmsAndIsCounted()
    {
        var lab = new Lab();
        // Nineteen sign-ins on many days, and thirty on four: both too few.
        lab.See(Habit("young", "10.0.0.5", weeks: 2).Take(18));
        lab.See(Enumerable.Range(0, 30).Select(i => new SignInLine(Monday.AddDays(i % 4).AddMinutes(i), "hasty", "10.0.0.6", true)));
        var before = lab.Baseline.Counts.Warming;
        Assert.Empty(lab.See(
            new SignInLine(Monday.AddDays(41).AddHours(-6), "young", "203.0.113.9", true),
            new SignInLine(Monday.AddDays(41).AddHours(-6), "hasty", "203.0.113.9", true)));
        Assert.Equal(2, lab.Baseline.Counts.Warming - before);
    }

    [Fact]
    public void SomebodyWhoComesFromNewPlacesEveryDayIsNotToldForIt()
    {
        var lab = new Lab();
        var lines = Enumerable.Range(0, 60).Select(i => new SignInLine(Monday.AddDays(i), "roamer", $"198.51.100.{i}", true));
        Assert.Empty(lab.See(lines));
    }

    [Fact]
    public void AlarmsBeyondTheDaysBudgetAreWithheldAndCounted()
    {
        var lab = new Lab(new SignInOptions { AlarmsPerDay = 4 });
        lab.See(Enumerable.Range(0, 10).SelectMany(i => Habit($"clerk{i}", $"10.0.0.{i}", weeks: 6)).OrderBy(l => l.Time));
        var findings = lab.See(Enumerable.Range(0, 10).Select(i => new SignInLine(Monday.AddDays(42).AddMinutes(i), $"clerk{i}", $"10.9.0.{i}", true)));
        // A quarter of the four is kept for what is more than low.
        Assert.Equal(3, findings.Count);
        Assert.Equal(7, lab.Baseline.Counts.Withheld);
    }

    [Fact]
    public void ANewDayOpensANewBudgetAndALateEventDoesNot()
    {
        var lab = new Lab(new SignInOptions { AlarmsPerDay = 1 });
        lab.See(Enumerable.Range(0, 4).SelectMany(i => Habit($"clerk{i}", $"10.0.0.{i}", weeks: 6)).OrderBy(l => l.Time));
        SignInLine New(int i, int day) => new SignInLine(Monday.AddDays(day), $"clerk{i}", $"10.9.0.{i}", true) { Received = Monday.AddDays(44) };
        Assert.Single(lab.See(New(0, 43)));
        Assert.Single(lab.See(New(1, 44)));
        Assert.Empty(lab.See(New(2, 43), New(3, 44)));
    }

    [Fact]
    public void EntitiesAreBoundedAndThoseForgottenAreCounted()
    {
        var lab = new Lab(new SignInOptions { Accounts = 16, Pairs = 16 });
        lab.See(Enumerable.Range(0, 100).Select(i => new SignInLine(Monday.AddMinutes(i), $"user{i}", "10.0.0.1", true)));
        Assert.Equal(2 * (100 - 16), lab.Baseline.Counts.Evicted);
    }

    [Fact]
    public void AFloodOfForgeableSignInsDoesNotMakeAVouchedHabitForgotten()
    {
        var lab = new Lab(new SignInOptions { Accounts = 16, Pairs = 16 });
        lab.See(Habit("mveber", "10.0.0.5", weeks: 6));
        lab.See(Enumerable.Range(0, 500).Select(i => SignInLine.Spoofed(new SignInLine(Monday.AddDays(41).AddSeconds(i), $"user{i}", "10.0.0.1", true))));
        Assert.Single(lab.See(new SignInLine(Monday.AddDays(42), "mveber", "203.0.113.9", true)));
    }

    [Fact]
    public void AnEventTimeADayAheadOfReceiptIsJudgedByReceipt()
    {
        var lab = new Lab();
        lab.See(Habit("mveber", "10.0.0.5", weeks: 6));
        var received = Monday.AddDays(42);
        // Its own time says Saturday night in a year; it came on a Monday at nine.
        Assert.Empty(lab.See(new SignInLine(received.AddDays(397).AddHours(-6), "mveber", "10.0.0.5", true) { Received = received }));
        Assert.Equal(1, lab.Baseline.Counts.WrongClock);
    }

    [Fact]
    public void AClockThatFellBackToItsEpochIsJudgedByReceipt()
    {
        var lab = new Lab();
        lab.See(new SignInLine(DateTimeOffset.UnixEpoch, "mveber", "10.0.0.5", true) { Received = Monday });
        Assert.Equal(1, lab.Baseline.Counts.WrongClock);
    }

    [Theory]
    [InlineData(EventClass.HttpActivity, 1)]
    [InlineData(EventClass.Authentication, 2)]
    public void WhatIsNoSignInIsNotObserved(EventClass eventClass, int activity)
    {
        var lab = new Lab();
        lab.See(new SignInLine(Monday, "mveber", "10.0.0.5", true) { Class = eventClass, Activity = activity });
        Assert.Equal(0, lab.Baseline.Counts.Observed);
    }

    [Fact]
    public void ASignInWithoutAReadableAddressIsCountedAndLearnsNothing()
    {
        var lab = new Lab();
        lab.See(new SignInLine(Monday, "mveber", "localhost", true));
        Assert.Equal((0, 1), (lab.Baseline.Counts.Observed, lab.Baseline.Counts.Unreadable));
    }

    [Fact]
    public void MoreFailuresThanTheAddressIsUsedToAreLow()
    {
        var lab = new Lab();
        // A script with an old password fails twice an hour, day and night.
        var lines = Enumerable.Range(0, 24 * 14 * 2).Select(i => new SignInLine(Monday.AddMinutes(30 * i), "sync", "10.4.0.4", false));
        Assert.Empty(lab.See(lines));
        var burst = Enumerable.Range(0, 120).Select(i => new SignInLine(Monday.AddDays(14).AddSeconds(15 * i), "sync", "10.4.0.4", false));
        var finding = Assert.Single(lab.See(burst), f => f.Title == "More failed sign-ins than usual from 10.4.0.4");
        Assert.Equal((Severity.Low, Meaning.Unusual, "T1110"), (finding.Severity, finding.Meaning, finding.Techniques[0]));
    }

    [Fact]
    public void AnOptionOutOfBoundsIsNamed()
    {
        var error = Assert.Throws<System.ComponentModel.DataAnnotations.ValidationException>(() => new SignInBaseline(new SignInOptions { Guesses = 9 }));
        Assert.Contains(nameof(SignInOptions.Guesses), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ObservingAKnownEntityAllocatesNothing()
    {
        var lab = new Lab();
        lab.See(Habit("mveber", "10.0.0.5", weeks: 12));
        var builder = new EventBuilder();
        var success = new SignInLine(Monday.AddDays(84), "mveber", "10.0.0.5", true).On(builder, 100_000);
        var other = new EventBuilder();
        var failure = new SignInLine(Monday.AddDays(84), "mveber", "10.0.0.5", false) { Assurance = Assurance.Session }.On(other, 100_001);
        var findings = new List<Finding>();
        void Both()
        {
            lab.Baseline.Observe(failure, findings);
            lab.Baseline.Observe(success, findings);
        }

        for (var i = 0; i < 200; i++) Both();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Both();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Empty(findings);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void NoEntityTakesMoreThan256Bytes()
    {
        Assert.InRange(System.Runtime.CompilerServices.Unsafe.SizeOf<AccountHabit>(), HourOfWeek.Count, 256);
        Assert.InRange(System.Runtime.CompilerServices.Unsafe.SizeOf<FailureRate>(), HourOfWeek.Count, 256);
        Assert.InRange(System.Runtime.CompilerServices.Unsafe.SizeOf<GuessLog>(), GuessLog.Capacity, 256);
        Assert.InRange(System.Runtime.CompilerServices.Unsafe.SizeOf<KnownPair>(), 8, 256);
    }

    [Fact]
    public void EntitiesNameTheSourceTheHostAndTheLogin()
    {
        var lab = new Lab();
        lab.See(Habit("mveber", "10.0.0.5", weeks: 6));
        var finding = Assert.Single(lab.See(new SignInLine(Monday.AddDays(42), "mveber", "::ffff:203.0.113.9", true)));
        Assert.Equal(
            [new Entity.Source(IPAddress.Parse("203.0.113.9")), new Entity.Host(new("bastion")), new Entity.Login("mveber")], finding.Entities);
    }

    /// <summary>Two sign-ins each weekday, at nine and at ten.</summary>
    internal static IEnumerable<SignInLine> Habit(string user, string ip, int weeks) =>
        from day in Enumerable.Range(0, weeks * 7)
        where day % 7 < 5
        from hour in (int[])[0, 1]
        select new SignInLine(Monday.AddDays(day).AddHours(hour).AddMinutes(user.Length), user, ip, true);
}
