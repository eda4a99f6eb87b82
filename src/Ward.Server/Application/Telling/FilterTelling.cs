using System.Globalization;
using Ward.Detect.Findings;
using Ward.Detect.Hunts;
using Ward.Detect.Tuning;
using Ward.Learn.AfterAction;
using Ward.Learn.Feedback;
using Ward.Respond.Plans;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Telling;

/// <summary>Previews of filters as console and API show them.</summary>
internal static class FilterTelling
{
    public static FilterPreviewView Tell(FilterPreview preview, IReadOnlyList<FilterWarningView> warnings)
    {
        var (spoken, silenced) = (preview.Rules.Sum(r => r.Spoken), preview.Rules.Sum(r => r.Silenced));
        var words = string.Create(CultureInfo.InvariantCulture, $"It would have kept {silenced:N0} of {spoken:N0} findings quiet in {Looked(preview)} since {preview.From:yyyy-MM-dd HH:mm} UTC")
            + (preview.IsShortened ? "; that is less than asked for, since there are too many events" : "") + (preview.End == HuntEnd.Complete ? "." : "; it ended early, having found too much.");
        return new FilterPreviewView(
            words, preview.From, preview.Until, preview.IsShortened, preview.End == HuntEnd.Complete, preview.Progress.Done, preview.Progress.WithoutSource, spoken, silenced, warnings,
            [.. preview.Rules.Select(r => new SilencedRuleView(r.Detector, r.Title, r.Spoken, r.Silenced, [.. r.Samples.Select(IncidentTelling.Tell)]))]);
    }

    /// <summary>Rules are asked again of stored events; what others said is looked up in the incidents.</summary>
    private static string Looked(FilterPreview preview) => preview.Told is null ? string.Create(CultureInfo.InvariantCulture, $"{preview.Progress.Done:N0} events")
        : preview.Progress.Done == 0 ? "what the newest incidents keep" : string.Create(CultureInfo.InvariantCulture, $"{preview.Progress.Done:N0} events and what the newest incidents keep");

    /// <summary>Null where the incident loses nothing, or nothing rested on it.</summary>
    public static FilterWarningView? Warning(AfterActionRecord record, IReadOnlyList<Plan> plans, IReadOnlySet<FindingId> silenced)
    {
        var lost = record.Incident.Findings.Count(f => silenced.Contains(f.Id));
        if (lost == 0) return null;
        var isTrue = record.Judgements.Count > 0 && record.Judgements[^1].Kind == JudgementKind.TruePositive;
        var acted = plans.Any(p => p.Prescription.Incident == record.Incident.Id && p.Prescription.Measures.Count > 0 && WasActedOn(p.State));
        if (!isTrue && !acted) return null;
        var because = isTrue && acted ? "which a person called true and which led to a measure" : isTrue ? "which a person called true" : "which led to a measure";
        return new FilterWarningView(
            record.Incident.Id.Value, record.Incident.Title, isTrue && acted ? "both" : isTrue ? "truePositive" : "measure", lost,
            string.Create(CultureInfo.InvariantCulture, $"It would have silenced {lost} of {record.Incident.Findings.Count} findings of “{record.Incident.Title}”, {because}."));
    }

    private static bool WasActedOn(PlanState state) => PlanTelling.IsInForce(state) || state is PlanState.Approved or PlanState.Expired or PlanState.RolledBack;
}
