using System.Text.Json.Serialization;
using Ward.City;
using Ward.Detect.Incidents;
using Ward.Predict.AttackGraphs;

namespace Ward.Predict;

/// <summary>What is believed of the attack now, and its most probable ways to each service.</summary>
/// <param name="CityVersion">The version of the city model that it is about.</param>
/// <param name="At">Event time of the incident's last finding.</param>
/// <param name="Footholds">Where the attacker is believed to be, most probable first.</param>
/// <param name="Paths">At most k a service, most probable first, then by service.</param>
public sealed record Forecast(
    IncidentId Incident,
    int Revision,
    CityId City,
    string CityVersion,
    DateTimeOffset At,
    IReadOnlyList<Foothold> Footholds,
    IReadOnlyList<AttackPath> Paths)
{
    /// <summary>What simulated attackers come to: whether and when each service falls, and what they gain next. Null in records that were kept before there was one.</summary>
    public Outlook? Outlook { get; init; }

    /// <summary>The graph and its sources, for the prescriber; not part of the record that is kept.</summary>
    [JsonIgnore]
    public Situation? Situation { get; init; }
}
