using Ward.City;
using Ward.City.Elements;
using Ward.City.Exposures;
using Ward.Predict.AttackGraphs;

namespace Ward.Prescribe.Measures;

/// <summary>What measures ask of a step, answered straight from the city; the checker rests on it.</summary>
internal static class Reach
{
    /// <summary>What a measure does that stops a step.</summary>
    public const double Stopped = double.PositiveInfinity;

    /// <summary>Most that evidence adds to the logit of a step (Predict); taken where it cannot be told, because the step is certain anyhow.</summary>
    private const double MostEvidence = 3.5;

    /// <summary>Plain web ports, or a port that the asset lists as http or https.</summary>
    public static bool IsWeb(this Situation situation, in EdgeFacts edge)
    {
        var port = edge.Port;
        if (port is 80 or 443 or 8080 or 8443) return true;
        return port != 0 && situation.AssetAt(edge.Head) is var a and >= 0 && situation.Graph.City.Assets[a].Ports.Any(p => p.Port == port && p.Name is "http" or "https");
    }

    /// <summary>True where the node is on the asset or at a port of it.</summary>
    public static bool Is(this Situation situation, int node, AssetId asset) => situation.AssetAt(node) is var a and >= 0 && situation.Graph.City.Assets[a].Id == asset;

    /// <summary>True where the packets of the conduit pass the element; false where the city has no such element any more.</summary>
    public static bool Guards(this Situation situation, ElementId id, int conduit)
    {
        if (conduit < 0) return false;
        var (from, to) = situation.Graph.Conduit(conduit);
        return situation.Graph.City.Find(id) is { } element && element.Guards.Contains(new Conduit(from.Id, to.Id));
    }

    public static bool Uses(this Situation situation, in EdgeFacts edge, AccountId account) => edge.Account >= 0 && situation.Graph.City.Accounts[edge.Account].Id == account;

    /// <summary>The weakness that the step uses, or null.</summary>
    public static Exposure? Weakness(this Situation situation, in EdgeFacts edge) => edge.Exposure >= 0 ? situation.Graph.City.Exposures[edge.Exposure] : null;

    /// <summary>
    /// -ln of the factor that brings a step that uses the weakness down to what it would be at that probability, 0 where it is not above it. What evidence
    /// has added to the logit of the step it keeps: whoever is seen to try goes on trying.
    /// </summary>
    public static double DownTo(this Situation situation, in EdgeFacts edge, Exposure weakness, double probability)
    {
        var (was, now) = (situation.Graph.Priors.Of(weakness), Math.Exp(-edge.Weight));
        var evidence = now <= was * (1 + 1e-12) ? (was >= 1 && situation.StandAt(edge.Tail) is not null ? MostEvidence : 0) : Logit(now) - Logit(was);
        return Math.Max(0, -Math.Log(1 / (1 + Math.Exp(-Logit(probability) - evidence))) - edge.Weight);
    }

    private static double Logit(double p) => Math.Log(p / (1 - p));

    public static bool IsPassword(ExposureKind kind) => kind is ExposureKind.WeakCredential or ExposureKind.DefaultPassword or ExposureKind.LeakedCredential;
}
