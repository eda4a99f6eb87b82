namespace Ward.Standards.Sigma;

/// <summary>Sigma 2.1, logsource: a part that is empty is not stated and fits every event.</summary>
public sealed record SigmaLogSource(string Category, string Product, string Service);
