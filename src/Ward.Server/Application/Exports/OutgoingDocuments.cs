using System.Globalization;
using Ward.Ingest;
using Ward.Standards.Ocsf;

namespace Ward.Server.Application.Exports;

/// <summary>
/// Holds documents that leave as OCSF against the schema. Who reads them trusts that they are; one that is not is what was stored and leaves all the same, counted.
/// Not thread-safe.
/// </summary>
internal sealed class OutgoingDocuments
{
    private static readonly OcsfValidator Validator = new(EventSchema.Current) { MostProblems = 1, ErrorsOnly = true };
    private long invalid;
    private string first = "";

    /// <summary>Null where every document was valid.</summary>
    public string? Trouble => invalid == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{invalid} {(invalid == 1 ? "document is" : "documents are")} no valid OCSF; the first: {first}");

    public void See(ReadOnlyMemory<byte> document)
    {
        if (Validator.Validate(document) is [var wrong, ..] && ++invalid == 1) first = wrong.ToString();
    }
}
