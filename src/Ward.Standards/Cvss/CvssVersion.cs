namespace Ward.Standards.Cvss;

/// <summary>Version of the Common Vulnerability Scoring System that a vector is written in.</summary>
public enum CvssVersion { V30, V31, V40 }
