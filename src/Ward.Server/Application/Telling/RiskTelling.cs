using Ward.Detect.Incidents;
using Ward.Detect.Risk;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Telling;

/// <summary>Risk as console and API show it.</summary>
internal static class RiskTelling
{
    private const int MostOfIncident = 12;

    public static RiskView Tell(EntityRisk risk) => new(
        IncidentTelling.Tell(risk.Entity), Round(risk.Points), Round(risk.QuietPoints), Round(risk.Others), risk.Since, risk.Last, risk.Told, [.. risk.Trend.Select(Round)],
        [.. risk.Reasons.Select(r => new RiskReasonView(r.Detector, r.Title, Round(r.Points), r.Times, r.Quiet, Names.Of(r.Severity), Names.Of(r.Meaning), r.Techniques, r.First, r.Last, r.LastFinding.Value, r.Incident.Value))]);

    /// <summary>Of the entities of an incident, most points first; an address of an asset stands under the asset.</summary>
    public static IReadOnlyList<RiskView> Of(Incident incident, RiskBook book, DateTimeOffset now) =>
        [.. incident.Entities.Select(e => book.Of(e, now)).OfType<EntityRisk>().DistinctBy(r => r.Entity).OrderByDescending(r => r.Points).Take(MostOfIncident).Select(Tell)];

    private static double Round(double points) => Math.Round(points, 2);
}
