namespace Ward.Govern.ThreatModel.Systems;

/// <summary>What the secrecy, the truth and the presence of something are worth; null where it is not known, and what is not known makes nothing sensitive.</summary>
public readonly record struct Sensitivity(Confidentiality? Confidentiality, Criticality? Integrity, Criticality? Availability)
{
    /// <summary>Confidential or critical, in any of the three.</summary>
    public bool IsHigh => IsSecretOrTrue || Availability >= Criticality.Critical;

    /// <summary>Confidential, or critical in integrity.</summary>
    public bool IsSecretOrTrue => Confidentiality >= Systems.Confidentiality.Confidential || Integrity >= Criticality.Critical;

    /// <summary>Strictly confidential or mission-critical, in any of the three.</summary>
    public bool IsHighest => IsMostSecretOrTrue || Availability == Criticality.MissionCritical;

    /// <summary>Strictly confidential, or mission-critical in integrity.</summary>
    public bool IsMostSecretOrTrue => Confidentiality == Systems.Confidentiality.StrictlyConfidential || Integrity == Criticality.MissionCritical;

    /// <summary>The higher of each.</summary>
    public Sensitivity And(Sensitivity other) => new(
        Higher(Confidentiality, other.Confidentiality), Higher(Integrity, other.Integrity), Higher(Availability, other.Availability));

    private static T? Higher<T>(T? a, T? b) where T : struct, Enum => a is null ? b : b is null ? a : Comparer<T>.Default.Compare(a.Value, b.Value) >= 0 ? a : b;
}
