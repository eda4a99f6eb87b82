namespace Ward.Ingest.Names;

/// <summary>Whose word a field name is.</summary>
public enum NameView
{
    /// <summary>Elastic Common Schema.</summary>
    Ecs,
    /// <summary>Sigma's taxonomy, and the Windows and Sysmon names that its rules use.</summary>
    Sigma,
    /// <summary>Short words of searches alone.</summary>
    Search,
}
