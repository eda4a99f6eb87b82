namespace Ward.Standards.Sigma;

/// <summary>Why a document was refused; the others of the file stand.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Field">Dotted path of the field in the document; empty for the document itself.</param>
/// <param name="Expected">What would have been accepted there, as a noun phrase.</param>
/// <param name="Found">What was there instead, cut to 80 characters; empty where nothing was.</param>
public sealed record SigmaError(string File, int Line, string Field, string Expected, string Found)
{
    /// <summary>Column of the line, from 1; 0 where only the line is known.</summary>
    public int Column { get; init; }

    public SigmaFault Fault { get; init; }

    /// <summary>What was expected and what was there.</summary>
    public string Reason => $"expected {Expected}{(Found.Length == 0 ? "" : $", found '{Found}'")}";

    public override string ToString() => $"{File}:{Line}:{(Column > 0 ? $"{Column}:" : "")} {(Field.Length == 0 ? "document" : Field)}: {Reason}";
}
