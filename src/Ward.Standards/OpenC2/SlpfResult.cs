namespace Ward.Standards.OpenC2;

/// <summary>Results of the SLPF profile (1.0, section 2.2.2); null where the profile answered with nothing.</summary>
public sealed record SlpfResult(long? RuleNumber);
