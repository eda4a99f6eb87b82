using Ward.City;
using Ward.Prescribe.Recommendations;
using Ward.Server.Application.Improving;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Telling;

/// <summary>Standing recommendations in the words of a person.</summary>
internal static class RecommendationTelling
{
    public static RecommendationView Tell(Recommendation r, CityModel city, DateOnly today) => new(
        r.Id, RecommendationWords.Of(r.State), r.Place, MeasureTelling.KindOf(r.Measure), Visible.Of(r.Words, 400), r.Measure.Countermeasure, r.Measure.By?.Value, r.Before, r.After, r.Cost, Visible.Of(r.Keeper, 200),
        [.. r.Why.Select(w => Visible.Of(w, 1000))], r.Undo, [.. r.Weight.Grounds.Select(g => Visible.Of(g, 200))], r.FirstSeen, r.LastSeen, r.CityVersion,
        Shown(r.Decision.Owner), r.Decision.Until, Shown(r.Decision.Reason), Shown(r.Decision.By), r.Decision.On, r.IsOverdue(today, city), r.Measure.IsShown(city),
        r.Said is { } said ? Visible.Of($"{said.By} on {said.On:yyyy-MM-dd}: {said.What}", 700) : null, r.DoneOn, r.GoneSince,
        [.. r.History.Reverse().Select(n => new RecommendationNoteView(n.At, Visible.Of(n.By, 120), Visible.Of(n.Words, 700)))], RecommendationMark.Of(r));

    private static string? Shown(string? text) => text is null ? null : Visible.Of(text, 500);
}
