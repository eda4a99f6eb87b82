namespace Ward.Ingest.Feeds;

/// <summary>One running feed.</summary>
internal interface IFeed
{
    /// <summary>Takes lines until stopped. What a retry may cure is thrown as <see cref="IOException"/> or a socket's error; the caller starts it again.</summary>
    Task Run(CancellationToken stop);
}
