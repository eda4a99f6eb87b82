namespace Ward.Standards.Csaf;

/// <summary>How a product stands to a vulnerability (CSAF 2.0, 3.2.3.9).</summary>
public enum CsafStatus { FirstAffected, FirstFixed, Fixed, KnownAffected, KnownNotAffected, LastAffected, Recommended, UnderInvestigation }
