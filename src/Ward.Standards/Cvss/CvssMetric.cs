namespace Ward.Standards.Cvss;

/// <summary>One metric of a version of CVSS.</summary>
/// <param name="Name">Its short form: AV, MPR, E.</param>
/// <param name="Values">Short forms of its values, the most severe first; 'X' (not defined) before them where the metric is optional.</param>
public sealed record CvssMetric(string Name, CvssGroup Group, IReadOnlyList<string> Values)
{
    /// <summary>Every vector must name the metrics of the base group.</summary>
    public bool IsMandatory => Group == CvssGroup.Base;
}
