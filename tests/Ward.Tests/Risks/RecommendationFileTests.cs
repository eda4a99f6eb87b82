using Ward.Prescribe.Measures;
using Ward.Prescribe.Recommendations;
using Ward.Risks;
using Ward.Tests.Configuration;

namespace Ward.Tests.Risks;

public sealed class RecommendationFileTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void WhatIsWrittenReadsBackWithEveryKindOfMeasureAndDecision()
    {
        Measure[] measures = [new Measure.CloseFlow(new("edge"), new("ssh-in")), new Measure.Patch(new("web"), new("cve-1")), new Measure.SegmentZone(new("edge"), new("dmz"), new("data")), new Measure.RequireFactor(new("admin")), new Measure.VerifyBackup(new("files"))];
        var book = new RecommendationBook([.. measures.Select(m => Of(m))], [Of(new Measure.DisableAccount(new("old"))) with { DoneOn = Day, Place = null }]);
        book = book.Decide(book.Present[0].Id, new(RecommendationState.Accepted, "kim", Day, null, "Water \"works\"", Day.AddDays(5)), At)!;
        book = book.Say(book.Present[0].Id, new("kim", Day, "closed"), At)!;
        book = book.Decide(book.Present[1].Id, new(RecommendationState.Declined, "kim", Day, "needed", null, Day.AddDays(90)), At)!;
        var file = Open(out _, out _);
        Assert.Null(file.Write(book));

        Open(out var kept, out var problem);
        Assert.True(problem is null, problem);
        Assert.Equal(Told(book), Told(kept!));
        Assert.Equal(book.Present.Select(r => r.Measure), kept!.Present.Select(r => r.Measure));
        Assert.Equal(RecommendationState.Done, kept.Past[0].State);
        Assert.Contains("\"version\": 1", File.ReadAllText(Kept), StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void WhatAnotherHandWroteIsNotWrittenOver(bool removed)
    {
        var file = Open(out _, out _);
        file.Write(new([Of(new Measure.RequireFactor(new("admin")))], []));
        var text = File.ReadAllText(Kept) + "\n";
        if (removed) File.Delete(Kept);
        else File.WriteAllText(Kept, text);
        Assert.Contains("recommendations.json was changed by another hand", Assert.Throws<IOException>(() => file.Write(RecommendationBook.Empty)).Message, StringComparison.Ordinal);
        if (removed) return;
        Assert.Equal(text, File.ReadAllText(Kept));
        Assert.Null(Open(out var taken, out _).Write(taken!));
    }

    [Theory]
    [InlineData("\"kind\": \"require-factor\"", "\"kind\": \"require-faktor\"", "require-faktor")]
    [InlineData("\"account\": \"admin\"", "\"account\": null", ":")]
    [InlineData("\"firstSeen\": \"2026-03-02\"", "\"firstSeen\": \"yesterday\"", "firstSeen")]
    [InlineData("\"history\": []", "\"histori\": []", "histori")]
    [InlineData("\"id\": \"rec-", "\"id\": \"req-", "present[0].id")]
    [InlineData("\"state\": \"open\"", "\"state\": \"accepted\"", "present[0].decision")]
    [InlineData("\"version\": 1", "\"version\": 0", "version: expected 1, found 0")]
    [InlineData("\"kind\": \"require-factor\",", "", "Measures.Measure")]
    [InlineData("\"history\": []", "\"history\": [null]", "present[0].history")]
    [InlineData("\"Because\"", "null", "present[0].why")]
    [InlineData("\"from internet to water\"", "null", "in grounds")]
    [InlineData("{\n", "{{\n", "recommendations.json:1")]
    public void ADamagedFileIsPutAsideAndNamed(string was, string becomes, string named)
    {
        Open(out _, out _).Write(new([Of(new Measure.RequireFactor(new("admin")))], []));
        var good = File.ReadAllText(Kept);
        Assert.Contains(was, good, StringComparison.Ordinal);
        var text = good[..good.IndexOf(was, StringComparison.Ordinal)] + becomes + good[(good.IndexOf(was, StringComparison.Ordinal) + was.Length)..];
        File.WriteAllText(Kept, text);
        // One that was put aside before stays where it is.
        File.WriteAllText(Kept + ".bad", "older");

        var file = Open(out var kept, out var problem);
        Assert.Empty(kept!.Present);
        Assert.Contains(named, problem, StringComparison.Ordinal);
        Assert.Contains("recommendations.json.bad-2", problem, StringComparison.Ordinal);
        Assert.Equal((text, "older"), (File.ReadAllText(Kept + ".bad-2"), File.ReadAllText(Kept + ".bad")));
        Assert.Null(file.Write(RecommendationBook.Empty));
    }

    [Fact]
    public void AFileOfANewerWardIsLeftAsItIs()
    {
        Open(out _, out _).Write(RecommendationBook.Empty);
        var text = File.ReadAllText(Kept).Replace("\"version\": 1", "\"version\": 2, \"more\": true", StringComparison.Ordinal);
        File.WriteAllText(Kept, text);
        Open(out var kept, out var problem);
        Assert.Null(kept);
        Assert.Contains("version 2", problem, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Kept));
    }

    public void Dispose() => folder.Dispose();

    private string Kept => Path.Combine(folder.Path, "standing", "recommendations.json");

    private static Recommendation Of(Measure measure) => new(
        Recommendation.IdOf(measure), measure, "Do it", Day, Day, "v1", 100, 60.5, 30, "whoever keeps it", ["Because"], "Take it back", new(50, ["from internet to water"], new Dictionary<string, double> { ["from internet to water"] = 48.5, ["from office to water"] = 1.5 }), RecommendationDecision.None, []) { Place = 1 };

    private static string Told(RecommendationBook book) => string.Join('\n', book.Present.Concat(book.Past).Select(r =>
        $"{r.Id} {r.State} {r.Words} {r.FirstSeen:O} {r.LastSeen:O} {r.CityVersion} {r.Before} {r.After} {r.Cost} {r.Keeper} {string.Join('|', r.Why)} {r.Undo} {r.Weight.Passing} {string.Join('|', r.Weight.Grounds)} {string.Join('|', r.Weight.Ways)} {r.Decision} {r.Said} {r.SettledOn?.Passing} {r.Place} {r.DoneOn:O} {string.Join('|', r.History)}"));

    private RecommendationFile Open(out RecommendationBook? kept, out string? problem)
    {
        var file = new RecommendationFile(folder.Path);
        kept = file.Read(out problem);
        return file;
    }
}
