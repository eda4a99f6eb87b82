namespace Ward.Ingest.Feeds;

/// <summary>What became of one item of a bulk body, in the body's order.</summary>
/// <param name="Action">The action as it was named.</param>
/// <param name="Index">The index that it named, or the empty text; hostile text.</param>
/// <param name="Reason">Why it was not kept, or null where it is durable.</param>
public readonly record struct PostedItem(string Action, string Index, string? Reason);
