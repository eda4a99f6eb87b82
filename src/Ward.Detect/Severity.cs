namespace Ward.Detect;

/// <summary>OCSF severity_id.</summary>
public enum Severity { Informational = 1, Low = 2, Medium = 3, High = 4, Critical = 5 }
