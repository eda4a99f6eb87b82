namespace Ward.Ingest.Feeds.Netflow;

/// <summary>How records of one set are laid out.</summary>
/// <param name="Scope">How many of the first fields say what the others are about; 0 where it describes flows and not options.</param>
/// <param name="Shortest">Bytes of the shortest record, at least 1.</param>
internal sealed record FlowTemplate(FlowField[] Fields, int Scope, int Shortest)
{
    public static FlowTemplate Of(List<FlowField> fields, int scope)
    {
        var shortest = 0;
        foreach (var field in fields) shortest += field.Length == ushort.MaxValue ? 1 : field.Length;
        return new FlowTemplate([.. fields], scope, shortest);
    }
}
