namespace Ward.Ingest;

public readonly record struct FeedId(string Value) { public override string ToString() => Value; }
