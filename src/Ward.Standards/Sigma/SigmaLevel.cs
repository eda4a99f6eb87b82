namespace Ward.Standards.Sigma;

/// <summary>Sigma 2.1, attribute level.</summary>
public enum SigmaLevel { Unstated, Informational, Low, Medium, High, Critical }
