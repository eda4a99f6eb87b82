using Ward.Detect.Findings;

namespace Ward.Detect.Incidents;

/// <summary>When the evidence against an address cannot be the work of somebody who only writes log lines.</summary>
internal static class Attestation
{
    public static bool Holds(IReadOnlyList<Finding> findings, Entity.Source source)
    {
        string? family = null;
        foreach (var finding in findings)
        {
            if (finding.Meaning == Meaning.Unusual || !finding.Entities.Contains(source)) continue;
            if (finding.Attested) return true;
            if (!finding.SenderKnown) continue;
            if (family is not null && !string.Equals(family, finding.Family, StringComparison.OrdinalIgnoreCase)) return true;
            family ??= finding.Family;
        }

        return false;
    }
}
