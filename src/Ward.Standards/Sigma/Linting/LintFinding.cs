namespace Ward.Standards.Sigma.Linting;

/// <summary>One thing found in one place.</summary>
/// <param name="Line">From 1; 0 for the file as a whole.</param>
/// <param name="Column">From 1; 0 where only the line is known.</param>
/// <param name="Field">Dotted path or name of the field; empty for the document itself.</param>
/// <param name="Message">What is wrong here.</param>
/// <param name="Fix">How it is mended here.</param>
public sealed record LintFinding(LintCode Code, string File, int Line, int Column, string Field, string Message, string Fix)
{
    public override string ToString() =>
        $"{File}:{Line}:{(Column > 0 ? $"{Column}:" : "")} {Code.Severity.ToString().ToLowerInvariant()} {Code.Code}: {(Field.Length > 0 ? $"{Field}: " : "")}{Message}; {Fix}";
}
