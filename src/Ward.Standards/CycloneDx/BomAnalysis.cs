namespace Ward.Standards.CycloneDx;

/// <summary>What an analysis of the vulnerability in this product came to (VEX; CycloneDX impactAnalysisState).</summary>
public enum BomAnalysis { Resolved, ResolvedWithPedigree, Exploitable, InTriage, FalsePositive, NotAffected }
