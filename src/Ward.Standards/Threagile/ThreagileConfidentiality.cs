namespace Ward.Standards.Threagile;

/// <summary>How secret data are.</summary>
public enum ThreagileConfidentiality { Public, Internal, Restricted, Confidential, StrictlyConfidential }
