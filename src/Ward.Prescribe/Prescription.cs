using System.Text.Json.Serialization;
using Ward.City;
using Ward.Detect.Incidents;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Replays;

namespace Ward.Prescribe;

/// <summary>A chosen set of measures with its cost, side effects and proof.</summary>
/// <param name="Hash">SHA-256, lower-case hex, over the canonical text of the measures; approval binds to it.</param>
/// <param name="Measures">In the order in which they are to be carried out; may be empty (nothing to do, or nothing allowed).</param>
/// <param name="Attested">True where every measure against an address rests on evidence that cannot be forged.</param>
/// <param name="Effects">What the citizens would notice, a row a service touched.</param>
/// <param name="Residual">Highest probability left on any path to each service at risk, after the measures.</param>
/// <param name="Alternatives">Other plans worth showing, cheaper or safer, best first.</param>
/// <param name="Why">The reasons in plain words, one sentence a line.</param>
/// <param name="IfNothing">What is expected to happen if nothing is done.</param>
public sealed record Prescription(
    PrescriptionId Id,
    IncidentId Incident,
    int Revision,
    CityId City,
    string CityVersion,
    string Hash,
    DateTimeOffset At,
    IReadOnlyList<Measure> Measures,
    bool Attested,
    Cost Cost,
    IReadOnlyList<ServiceEffect> Effects,
    IReadOnlyList<Residual> Residual,
    Proof Proof,
    IReadOnlyList<Alternative> Alternatives,
    IReadOnlyList<string> Why,
    string IfNothing)
{
    /// <summary>What it was chosen from, so that it can be chosen again; kept beside it, not part of the record. Null in what was read back.</summary>
    [JsonIgnore]
    public ChoiceGround? Ground { get; init; }
}
