using Ward.City;
using Ward.Detect.Findings;
using Ward.Standards.Attack;

namespace Ward.Detect.Incidents;

/// <summary>
/// Whether a finding is the next step of an incident over a flow of the city. Both must be attempts at least, the earlier at an asset from which a flow leads to
/// the later's; and one of the two is a break-in, or their techniques follow each other in the order of ATT&amp;CK's tactics. A finding that names a foreign address
/// did not come over that flow: a busy server must not glue the world together.
/// </summary>
internal static class NeighbourMatch
{
    /// <param name="origin">The asset from whose addresses the finding came; null where it names none.</param>
    /// <param name="stage">Of the finding; see <see cref="Stage"/>.</param>
    /// <param name="window">How far the earlier may be behind.</param>
    /// <returns>The step, and whether it starts where somebody has got in; null where the finding is none.</returns>
    public static (Joined Joined, bool FromConquered)? Of(OpenIncident incident, Finding finding, AssetId? origin, int? stage, CityFlows flows, TimeSpan window)
    {
        if (finding.Meaning < Meaning.Attempt || incident.Meaning < Meaning.Attempt) return null;
        (Joined Joined, bool FromConquered)? best = null;
        foreach (var entity in finding.Entities)
        {
            if (entity is not Entity.Host reached) continue;
            for (var i = incident.Findings.Count - 1; i >= 0; i--)
            {
                var earlier = incident.Findings[i];
                if (earlier.Meaning < Meaning.Attempt || earlier.Time > finding.Time || finding.Time - earlier.Time > window) continue;
                var fromConquered = earlier.Meaning == Meaning.Compromise;
                if (!fromConquered && (best is not null || (finding.Meaning != Meaning.Compromise && !(Stage(earlier) < stage)))) continue;
                foreach (var there in earlier.Entities)
                {
                    if (there is not Entity.Host from || flows.Over(from.Asset, reached.Asset) is not { } flow || (origin is { } came && came != from.Asset)) continue;
                    best = (new Joined(finding.Id, JoinReason.Neighbour, [from, reached]) { Flow = flow }, fromConquered);
                    if (fromConquered) return best;
                    break;
                }
            }
        }

        return best;
    }

    /// <summary>The first stage of an attack at which any of its techniques stands; null where none is known.</summary>
    public static int? Stage(Finding finding)
    {
        int? first = null;
        foreach (var technique in finding.Techniques)
        {
            if (!AttackMatrix.TryFind(technique, out var place)) continue;
            foreach (var tactic in place.Tactics)
                if (AttackTactics.StageOf(tactic) is { } stage && (first is null || stage < first)) first = stage;
        }

        return first;
    }
}
