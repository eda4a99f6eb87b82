namespace Ward.Standards.Cve;

/// <summary>State of a record (cveMetadata.state).</summary>
public enum CveState { Published, Rejected, Reserved }
