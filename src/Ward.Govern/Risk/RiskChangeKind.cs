namespace Ward.Govern.Risk;

/// <summary>What became of a risk between two registers.</summary>
public enum RiskChangeKind { New, Graver, Milder, Decided, Gone }
