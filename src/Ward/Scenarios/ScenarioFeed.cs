using Ward.Ingest;
using Ward.Ingest.Feeds;

namespace Ward.Scenarios;

/// <param name="Options">Kind File; its path is <paramref name="File"/>.</param>
/// <param name="Assurance">How sure Ward is to be of the sender while it is played.</param>
/// <param name="File">Absolute path of the recorded lines.</param>
public sealed record ScenarioFeed(FeedOptions Options, Assurance Assurance, string File);
