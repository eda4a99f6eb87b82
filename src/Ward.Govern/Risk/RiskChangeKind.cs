namespace Ward.Govern.Risk;

/// <summary>What became of a risk between two registers.</summary>
public enum RiskChangeKind
{
    New,
    Graver,

    /// <summary>It rests on a ground that was not there before.</summary>
    Widened,

    Milder,
    Decided,
    Gone,
}
