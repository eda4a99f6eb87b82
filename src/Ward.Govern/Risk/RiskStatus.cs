namespace Ward.Govern.Risk;

/// <summary>What was decided about a risk (the words of Threagile's risk tracking).</summary>
public enum RiskStatus { Unchecked, InDiscussion, Accepted, InProgress, Mitigated, FalsePositive }
