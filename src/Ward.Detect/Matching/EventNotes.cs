using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Matching;

/// <summary>What all findings of one event say alike: made with the first of them, shared by the others.</summary>
internal sealed record EventNotes(string Family, IReadOnlyList<Entity> Entities, bool Attested, IReadOnlyList<EvidenceLine> Evidence)
{
    private const int MaxLine = 1024;

    internal static EventNotes Of(Event e) => new(
        FindingWriter.FamilyOf(e), FindingWriter.Entities(e), FindingWriter.IsAttested(e), [new EvidenceLine(e.Feed, e.Offset, e.Time, Texts.Of(e.Raw.Span, MaxLine))]);
}
