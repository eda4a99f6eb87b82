namespace Ward.Standards.Sigma;

/// <summary>Sigma 2.1, attribute status.</summary>
public enum SigmaStatus { Unstated, Stable, Test, Experimental, Deprecated, Unsupported }
