using CsCheck;
using Ward.Detect.Baselines;

namespace Ward.Detect.Tests.Baselines;

public class SignInStateTests
{
    [Fact]
    public void ARestoredBaselineGoesOnAsIfNothingHadHappened()
    {
        var lines = BenignMonth.Make(7, out _);
        var attack = Enumerable.Range(0, 8).Select(i => new SignInLine(lines[^1].Time.AddSeconds(i), "backup", "203.0.113.9", i == 7));
        List<SignInLine> all = [.. lines, .. attack];
        var whole = Told(new Lab().See(all));
        Assert.NotEmpty(whole);

        Gen.Int[0, all.Count].Sample(cut =>
        {
            var first = new Lab();
            var told = Told(first.See(all.Take(cut)));
            var second = new Lab();
            using var state = new MemoryStream();
            first.Baseline.Save(state);
            state.Position = 0;
            if (!second.Baseline.TryRestore(state)) return false;
            told.AddRange(Told(second.See(all.Skip(cut))));
            return told.SequenceEqual(whole);
        }, iter: 20);
    }

    [Fact]
    public void SavingTwiceGivesTheSameBytes()
    {
        var lab = new Lab();
        lab.See(BenignMonth.Make(3, out _));
        var saved = Saved(lab);
        var other = new Lab();
        Assert.True(other.Baseline.TryRestore(new MemoryStream(saved)));
        Assert.Equal(saved, Saved(other));
    }

    [Fact]
    public void TornOrAlteredStateIsRefusedAndChangesNothing()
    {
        var lab = new Lab();
        lab.See(SignInBaselineTests.Habit("mveber", "10.0.0.5", weeks: 2));
        var saved = Saved(lab);
        var other = new Lab();
        other.See(SignInBaselineTests.Habit("somebody", "10.0.0.6", weeks: 1));
        var before = Saved(other);

        Gen.Select(Gen.Int[0, saved.Length - 1], Gen.Bool).Sample((at, cut) =>
        {
            var bad = cut ? saved[..at] : [.. saved];
            if (!cut) bad[at] ^= 0x40;
            return !other.Baseline.TryRestore(new MemoryStream(bad)) && Saved(other).SequenceEqual(before);
        }, iter: 200);
    }

    [Fact]
    public void StateOfMoreEntitiesThanFitKeepsTheNewest()
    {
        var lab = new Lab();
        lab.See(Enumerable.Range(0, 100).Select(i => new SignInLine(BenignMonth.Start.AddSeconds(i), $"user{i}", "10.0.0.1", true)));
        var small = new SignInBaseline(new SignInOptions { Accounts = 16, Pairs = 16 });
        Assert.True(small.TryRestore(new MemoryStream(Saved(lab))));
        Assert.Equal(2 * (100 - 16), small.Counts.Evicted);
    }

    private static byte[] Saved(Lab lab)
    {
        using var state = new MemoryStream();
        lab.Baseline.Save(state);
        return state.ToArray();
    }

    // Offsets start anew with the second lab, so ids are left out.
    private static List<string> Told(List<Findings.Finding> findings) => [.. findings.Select(f => $"{f.Time:O} {f.Title} {f.Explanation.Seen} {f.Attested}")];
}
