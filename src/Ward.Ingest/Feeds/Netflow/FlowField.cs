namespace Ward.Ingest.Feeds.Netflow;

/// <summary>A field of a template: which element, of which enterprise, how many bytes.</summary>
/// <param name="Enterprise">0 for IANA's own elements.</param>
/// <param name="Length">65535 for one whose length stands in each record (RFC 7011 section 7).</param>
internal readonly record struct FlowField(ushort Element, uint Enterprise, ushort Length);
