namespace Ward.Ingest.Feeds;

/// <summary>A transport whose client library is too heavy for this chapter, and so stands in a project of its own.</summary>
public interface IOutsideClient
{
    FeedKind Kind { get; }

    /// <summary>Takes lines until stopped. What a retry may cure is thrown as <see cref="IOException"/>; the caller starts it again.</summary>
    Task Run(FeedOptions feed, IOutsideLines into, CancellationToken stop);
}
