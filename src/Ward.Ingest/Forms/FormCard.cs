namespace Ward.Ingest.Forms;

/// <summary>What is said of a form that is not lines, for the tables in which the decoders stand too.</summary>
/// <param name="Name">Lower case with hyphens, unique among forms and decoders.</param>
/// <param name="Source">Whose files and bodies they are.</param>
/// <param name="Known">How they are recognised.</param>
/// <param name="ReadBy">The decoders that read the records.</param>
/// <param name="Verified">The independent material that it was tested against, or null: not verified.</param>
public sealed record FormCard(string Name, string Source, string Known, string ReadBy, string? Verified)
{
    /// <summary>The forms that there are besides lines.</summary>
    public static IReadOnlyList<FormCard> All { get; } =
    [
        new("evtx", "Binary event files of Windows (.evtx), versions 3.1 and 3.2 by descriptions of the format", "begins with ElfFile and a zero", "windows-xml", null),
        new("json-document", "JSON that does not keep to lines: CloudTrail's files, Azure's records, arrays of the Management Activity API and of GitHub, context brokers' notifications", "begins with [ and an object, or with an object that goes on beyond its line or carries records", "every JSON decoder", null),
        new("xml-document", "XML over many lines: CAP warnings, also within Atom and EDXL-DE; Windows events in <Events>", "begins with <?xml, <alert, <feed, <EDXLDistribution, <Events, or an <Event over many lines", "cap, windows-xml", null),
    ];
}
