namespace Ward.Ingest.Feeds.Posted;

/// <summary>More is being unpacked at once than may be held; thrown through a JSON writer, which has no other way to say so.</summary>
internal sealed class PostedBudgetSpentException() : Exception("too much is being posted at once");
