namespace Ward.Standards.Sigma;

/// <summary>The comparisons of numeric modifiers and of correlation conditions.</summary>
public enum SigmaComparison { Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual }
