namespace Ward.Standards.Sigma.Linting;

/// <summary>One place of a file that was mended.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Was">What stood there.</param>
/// <param name="Now">What stands there now.</param>
public sealed record LintFix(LintCode Code, string File, int Line, int Column, string Was, string Now)
{
    public override string ToString() => $"{File}:{Line}:{Column} {Code.Code}: {FieldReader.Cut(Was)} -> {FieldReader.Cut(Now)}";
}
