namespace Ward.Ingest.Feeds;

public readonly record struct FeedId(string Value) { public override string ToString() => Value; }
