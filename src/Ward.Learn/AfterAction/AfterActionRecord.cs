using Ward.Detect.Incidents;
using Ward.Learn.Feedback;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Respond;

namespace Ward.Learn.AfterAction;

/// <summary>One incident from first finding to last undo: what, why, when, proof, cost, undo.</summary>
/// <param name="Outcomes">Oldest first, of all plans of the incident.</param>
/// <param name="Judgements">Oldest first.</param>
public sealed record AfterActionRecord(
    Incident Incident,
    Forecast Forecast,
    Prescription Prescription,
    IReadOnlyList<Outcome> Outcomes,
    IReadOnlyList<Judgement> Judgements);
