using Ward.Ingest.Search;

namespace Ward.Storage.Embedded.Events;

/// <summary>An event that may be among the first rows, with what it is ordered by.</summary>
internal sealed record Candidate(FoundEvent Event, decimal? Number, string? Text);
