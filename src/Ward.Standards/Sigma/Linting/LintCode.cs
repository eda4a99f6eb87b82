namespace Ward.Standards.Sigma.Linting;

/// <summary>One thing that the linter looks for.</summary>
/// <param name="Code">WS and three digits; never given to another thing.</param>
/// <param name="Message">What is wrong, in general.</param>
/// <param name="Fix">How it is mended, in general.</param>
public sealed record LintCode(string Code, LintSeverity Severity, string Message, string Fix);
