using Ward.City;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Recommendations;
using Ward.Prescribe.Standing;

namespace Ward.Prescribe.Tests.Recommendations;

public sealed class RecommendationBookTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 3, 1);
    private static readonly CityModel City = SmallCity.Model;

    [Fact]
    public void TheSameChangeIsTheSameRecommendationHoweverOftenItIsReckoned()
    {
        var (first, news) = Reckon(RecommendationBook.Empty, City, Day);
        Assert.NotEmpty(first.Present);
        Assert.Equal(first.Present.Count, news.Count);
        Assert.All(first.Present, (r, i) => Assert.Equal((i + 1, RecommendationState.Open, Day), (r.Place, r.State, r.FirstSeen)));

        var (again, none) = Reckon(first, City, Day.AddDays(3));
        Assert.Empty(none);
        Assert.Equal(first.Present.Select(r => r.Id), again.Present.Select(r => r.Id));
        Assert.All(again.Present, r => Assert.Equal((Day, Day.AddDays(3)), (r.FirstSeen, r.LastSeen)));
        // Each begins where the one before it ends.
        foreach (var (one, next) in again.Present.Zip(again.Present.Skip(1))) Assert.Equal(one.After, next.Before, 6);
    }

    [Fact]
    public void WhatIsDeclinedLeavesItsPlaceToAnotherAndStaysAwayUntilItsDay()
    {
        var (book, _) = Reckon(RecommendationBook.Empty, City, Day);
        var best = book.Present[0];
        book = Declined(book, best.Id, Day.AddDays(10));

        for (var days = 0; days <= 10; days++)
        {
            (book, _) = Reckon(book, City, Day.AddDays(days));
            var declined = book.Present.Single(r => r.Id == best.Id);
            Assert.Equal((RecommendationState.Declined, null), (declined.State, declined.Place));
            Assert.Contains(book.Present, r => r.Place == 1);
        }

        var (after, news) = Reckon(book, City, Day.AddDays(11));
        var back = after.Present.Single(r => r.Id == best.Id);
        Assert.Equal((RecommendationState.Open, 1, Day), (back.State, back.Place, back.FirstSeen));
        Assert.Contains(news, n => n.Now.Id == best.Id && n.Words.Contains("declined until 2026-03-11", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIsDeclinedComesBackForAGroundThatNobodyKnew()
    {
        var (book, _) = Reckon(RecommendationBook.Empty, City, Day);
        var scada = book.Present.Single(r => r.Measure.Key.Contains("open-plc", StringComparison.Ordinal) || r.Measure.Key.Contains("scada", StringComparison.Ordinal));
        book = Declined(book, scada.Id, Day.AddDays(300));
        (book, _) = Reckon(book, City, Day.AddDays(1));
        Assert.Equal(RecommendationState.Declined, book.Present.Single(r => r.Id == scada.Id).State);

        // A second service comes to hang on the controller.
        var other = (City with { Version = "v2", Services = [.. City.Services, SmallCity.Service("sewage", "plc", 90_000)] }).Anew();
        var (after, news) = Reckon(book, other, Day.AddDays(2));
        Assert.Equal(RecommendationState.Open, after.Present.Single(r => r.Id == scada.Id).State);
        Assert.Contains(news, n => n.Now.Id == scada.Id && n.Words.Contains("to sewage", StringComparison.Ordinal));
    }

    [Theory, InlineData(1.9, false), InlineData(2.1, true)]
    public void WhatIsDeclinedComesBackWhereTwiceAsMuchRestsOnIt(double times, bool back)
    {
        var (book, _) = Reckon(RecommendationBook.Empty, City, Day);
        var best = Declined(book, book.Present[0].Id, Day.AddDays(300)).Present[0];

        Assert.Equal(back, best.Again(best.Weight with { Passing = best.Weight.Passing * times }, Day) is not null);
    }

    /// <summary>Where all that can be lost shrinks, a way that was no ground becomes one, though as much goes over it as before.</summary>
    [Theory, InlineData(1, false), InlineData(1.9, false), InlineData(2.1, true)]
    public void AWayThatWasKnownIsANewGroundOnlyWhereTwiceAsMuchRestsOnIt(double times, bool back)
    {
        const string Way = "from internet to payments";
        var known = new MeasureWeight(500, [], new Dictionary<string, double> { [Way] = 1 });
        var (book, _) = Reckon(RecommendationBook.Empty, City, Day);
        var declined = Declined(book, book.Present[0].Id, Day.AddDays(300)).Present[0] with { SettledOn = known };

        Assert.Equal(back, declined.Again(known with { Grounds = [Way], Ways = new Dictionary<string, double> { [Way] = times } }, Day) is not null);
    }

    /// <summary>What was cut in front of it is no work that anybody did; and what somebody did leaves no trace in the city.</summary>
    [Theory]
    [InlineData(0, false, RecommendationState.Gone)]
    [InlineData(0, true, RecommendationState.Done)]
    [InlineData(5, false, RecommendationState.Accepted)]
    [InlineData(5, true, RecommendationState.Accepted)]
    public void WorkThatNoSourceCanShowIsDoneBySomebodysWordOnceNoWayIsLeft(double passing, bool said, RecommendationState state)
    {
        var measure = new Measure.VerifyBackup(new("fileserver"));
        var weight = new MeasureWeight(passing, [], new Dictionary<string, double>());
        var work = new Recommendation(Recommendation.IdOf(measure), measure, "Try the copy", Day, Day, City.Version, 10, 5, 1, "whoever keeps it", [], "Nothing", weight, RecommendationDecision.None, []);
        var book = new RecommendationBook([work], []).Decide(work.Id, Accepted("Cy", Day.AddDays(1)), At)!;
        if (said) book = book.Say(work.Id, new("kim", Day, "tried"), At)!;
        Assert.Equal(!said, book.Overdue(Day.AddDays(2), City).Any());

        var nothing = new StandingPlan(City.Id, City.Version, At, 10, 10, 0, 0, [], [], "");
        var (after, news) = book.After(nothing, new Dictionary<string, MeasureWeight> { [measure.Key] = weight }, City, At, Day.AddDays(2));
        Assert.Equal(state, Assert.Single([.. after.Present, .. after.Past]).State);
        Assert.Equal(state == RecommendationState.Done, news.Any(n => n.Words.Contains("is done, says kim", StringComparison.Ordinal)));
    }

    [Fact]
    public void AcceptedWorkIsDoneWhenTheCityShowsItAndNotWhenSomebodySaysSo()
    {
        var (book, _) = Reckon(RecommendationBook.Empty, City, Day);
        var work = book.Present.First(r => r.Measure is Measure.CloseFlow);
        book = book.Decide(work.Id, Accepted("Water works", Day.AddDays(5)), At)!;
        book = book.Say(work.Id, new("kim", Day, "closed at the edge"), At)!;
        (book, _) = Reckon(book, City, Day.AddDays(6));
        var late = book.Present.Single(r => r.Id == work.Id);
        Assert.Equal((RecommendationState.Accepted, true, "kim"), (late.State, late.IsOverdue(Day.AddDays(6), City), late.Said!.By));
        Assert.False(late.IsOverdue(Day.AddDays(5), City));

        var mended = (City with { Version = "v2", Flows = [.. City.Flows.Where(f => f.Id != ((Measure.CloseFlow)work.Measure).Flow)] }).Anew();
        var (after, news) = Reckon(book, mended, Day.AddDays(7));
        var done = after.Past.Single(r => r.Id == work.Id);
        Assert.Equal((RecommendationState.Done, Day.AddDays(7)), (done.State, done.DoneOn));
        Assert.Contains(news, n => n.Now.Id == work.Id && n.Words.Contains("the city shows it", StringComparison.Ordinal));

        // And it is opened again, without its old decision, where the city shows the way again.
        var back = Reckon(after, City, Day.AddDays(8)).After.Present.Single(r => r.Id == work.Id);
        Assert.Equal((RecommendationState.Open, Day), (back.State, back.FirstSeen));
    }

    [Fact]
    public void AcceptedWorkStaysWhereOthersAreBetterAndSomethingRestsOnIt()
    {
        var (book, _) = Reckon(RecommendationBook.Empty, City, Day);
        var last = book.Present[^1];
        book = book.Decide(last.Id, Accepted("Water works", Day.AddDays(5)), At)!;
        (book, _) = Reckon(book, City, Day, new StandingOptions { Changes = 1 });

        Assert.Equal((RecommendationState.Accepted, null), (book.Present.Single(r => r.Id == last.Id).State, book.Present.Single(r => r.Id == last.Id).Place));
        Assert.All(book.Past, r => Assert.Equal(RecommendationState.Gone, r.State));
        Assert.NotEmpty(book.Past);
    }

    [Fact]
    public void WhatIsGoneAndComesBackIsTheSameOne()
    {
        var (book, _) = Reckon(RecommendationBook.Empty, City, Day);
        var ids = book.Present.Select(r => r.Id).ToList();
        (book, _) = Reckon(book, City, Day.AddDays(1), new StandingOptions { Changes = 1 });
        Assert.Equal(ids.Count - 1, book.Past.Count);
        var (after, news) = Reckon(book, City, Day.AddDays(2));
        Assert.Equal(ids, after.Present.Select(r => r.Id));
        Assert.All(after.Present, r => Assert.Equal(Day, r.FirstSeen));
        Assert.Equal(ids.Count - 1, news.Count(n => n.Words == "is recommended again"));
    }

    /// <summary>A person decided between the choice and its taking up.</summary>
    [Fact]
    public void WhatIsDeclinedWhileItIsChosenStaysDeclined()
    {
        var (book, _) = Reckon(RecommendationBook.Empty, City, Day);
        var graph = AttackGraph.Of(City);
        var (plan, weights) = (new StandingChoice().Choose(graph, At), new StandingChoice().Weigh(graph, book.Present.Select(r => r.Measure)));
        book = Declined(book, book.Present[0].Id, Day.AddDays(10));

        Assert.Equal(RecommendationState.Declined, book.After(plan, weights, City, At, Day).After.Present.Single(r => r.Id == book.Present[0].Id).State);
    }

    private static RecommendationDecision Accepted(string owner, DateOnly due) => new(RecommendationState.Accepted, "kim", Day, null, owner, due);

    private static RecommendationBook Declined(RecommendationBook book, string id, DateOnly until) => book.Decide(id, new(RecommendationState.Declined, "kim", Day, "it is needed", null, until), At)!;

    /// <summary>As the server does it.</summary>
    private static (RecommendationBook After, IReadOnlyList<RecommendationChange> Changes) Reckon(RecommendationBook book, CityModel city, DateOnly today, StandingOptions? asked = null)
    {
        var (graph, options) = (AttackGraph.Of(city), asked ?? new StandingOptions());
        var choice = new StandingChoice(options with { Without = book.Declined(new StandingChoice(options).Weigh(graph, book.Decided), today) });
        var plan = choice.Choose(graph, At);
        return book.After(plan, choice.Weigh(graph, book.Decided.Concat(plan.Changes.Select(c => c.Measure))), city, At, today);
    }
}
