namespace Ward.Detect.Coverage;

/// <summary>Whether a rule can fire at all with the feeds at hand.</summary>
public enum Reachable
{
    Yes,
    /// <summary>Only by lines that state their log source themselves and that the automatic choice reads by their form.</summary>
    OnlyBySelfStatement,
    No,
}
