using Ward.Ingest;

namespace Ward.Scenarios;

/// <param name="Received">The time that the line itself states, UTC; never earlier than that of the line before it.</param>
/// <param name="Line">Without its line end.</param>
public sealed record ScenarioLine(FeedId Feed, DateTimeOffset Received, ReadOnlyMemory<byte> Line);
