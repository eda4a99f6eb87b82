namespace Ward.Standards.Ocsf;

/// <summary>One thing that is wrong with a document.</summary>
/// <param name="Path">Where: dotted, array elements by number ("answers[1].ttl"); empty for the document itself. Made safe to show.</param>
/// <param name="Expected">What should stand there, in words.</param>
/// <param name="Found">What stands there, cut and made safe to show.</param>
public sealed record OcsfProblem(OcsfProblemKind Kind, string Path, string Expected, string Found)
{
    /// <summary>False where it is advice and the document still valid.</summary>
    public bool IsError => IsErrorOf(Kind);

    internal static bool IsErrorOf(OcsfProblemKind kind) => kind < OcsfProblemKind.Deprecated;

    public override string ToString() => $"{(Path.Length == 0 ? "document" : Path)}: {Kind}: expected {Expected}, found {Found}";
}
