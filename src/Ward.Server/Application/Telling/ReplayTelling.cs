using Ward.City;
using Ward.Prescribe;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Replays;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Telling;

/// <summary>Replayed decisions in the words of a person.</summary>
internal static class ReplayTelling
{
    /// <param name="ground">Null where it was not kept.</param>
    /// <param name="problem">Why it cannot be replayed on the model of its moment, or null.</param>
    /// <param name="today">Null where today's model is that of its moment, or nothing can be replayed.</param>
    public static ReplayView Tell(CityModel city, Prescription told, ChoiceGround? ground, string? problem, ReplayedOn? moment, ReplayedOn? today) => new(
        told.Id.Value, told.Incident.Value, told.Revision, told.CityVersion, told.At, ground?.Ward, Words(told.Measures), Names.Of(told.Proof.Status), told.Cost.Total, told.Proof.Bound, told.Proof.Gap,
        problem, moment is null ? null : Tell(city, moment), today is null ? null : Tell(city, today));

    private static ReplayedView Tell(CityModel city, ReplayedOn on) => new(
        on.CityVersion, on.Review.Holds, [.. on.Review.Faults.Select(f => Visible.Of(f, 500))], on.Review.AsRecorded, on.Review.Cost.Total,
        [.. on.Review.Residual.Select(r => new ResidualView(r.Service.Value, city.NameOf(r.Service), r.Before, r.After, r.Tolerated))],
        on.Again is null ? null : new RechosenView(Words(on.Again.Measures), Names.Of(on.Again.Proof.Status), on.Again.Cost.Total, on.Again.Proof.Bound, on.Again.Proof.Gap, on.Again.Hash),
        [.. on.Words.Select(w => Visible.Of(w, 1000))]);

    // By ids alone: the city of that moment may have had other names.
    private static List<string> Words(IReadOnlyList<Measure> measures) => [.. measures.Select(m => Visible.Of(m.Words, 300))];
}
