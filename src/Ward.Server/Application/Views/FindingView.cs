namespace Ward.Server.Application.Views;

/// <summary>One detector's statement, with its explanation.</summary>
/// <param name="Techniques">ATT&amp;CK technique ids.</param>
/// <param name="Attested">True where its source address cannot be forged by an outsider.</param>
/// <param name="P">Probability of seeing this if all is normal, 0..1; null for rules.</param>
public sealed record FindingView(
    string Id, DateTimeOffset Time, string Detector, string Family, string Title, string Severity, string Meaning,
    IReadOnlyList<string> Techniques, IReadOnlyList<EntityView> Entities, bool Attested,
    string Expected, string Seen, double? P, DateTimeOffset From, DateTimeOffset To,
    IReadOnlyList<FieldView> Fields, IReadOnlyList<EvidenceView> Evidence)
{
    /// <summary>Why it belongs to its incident; null outside of one, and where an older Ward kept it.</summary>
    public JoinedView? Joined { get; init; }
}
