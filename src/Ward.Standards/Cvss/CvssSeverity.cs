namespace Ward.Standards.Cvss;

/// <summary>Qualitative severity rating (CVSS 3.1, table 14; CVSS 4.0, table 22).</summary>
public enum CvssSeverity
{
    /// <summary>0.0</summary>
    None,
    /// <summary>0.1 to 3.9</summary>
    Low,
    /// <summary>4.0 to 6.9</summary>
    Medium,
    /// <summary>7.0 to 8.9</summary>
    High,
    /// <summary>9.0 to 10.0</summary>
    Critical,
}
