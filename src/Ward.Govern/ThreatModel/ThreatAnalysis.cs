using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel;

/// <summary>All kinds of risk over one model.</summary>
/// <param name="Findings">Gravest first, then by id; ids are unique.</param>
/// <param name="Silent">Kinds that cannot speak over this model, with what it does not say.</param>
public sealed record ThreatAnalysis(IReadOnlyList<Finding> Findings, IReadOnlyList<(KindAbout Kind, Facts Missing)> Silent)
{
    /// <param name="own">Findings that the model's authors named themselves.</param>
    public static ThreatAnalysis Of(SystemModel model, IReadOnlyList<Finding> own)
    {
        var findings = new List<Finding>(own);
        var silent = new List<(KindAbout, Facts)>();
        foreach (var kind in ThreatKinds.All)
        {
            var missing = kind.About.Needs & ~model.Said;
            if (missing == Facts.None) findings.AddRange(kind.Look(model));
            else silent.Add((kind.About, missing));
        }

        return new ThreatAnalysis([.. findings.DistinctBy(f => f.Id).OrderByDescending(f => f.Severity).ThenBy(f => f.Id, StringComparer.Ordinal)], silent);
    }
}
