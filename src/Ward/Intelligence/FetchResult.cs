namespace Ward.Intelligence;

/// <summary>What came of asking a feed.</summary>
internal abstract record FetchResult
{
    private FetchResult() { }

    /// <param name="Seal">What the next request shows the source, so that it need not repeat itself.</param>
    public sealed record Content(FeedDraft Draft, FetchSeal Seal) : FetchResult;

    /// <summary>The source says that nothing has changed.</summary>
    public sealed record Unchanged : FetchResult;

    /// <param name="RetryAfter">When the source wants to be asked again; null where it does not say.</param>
    public sealed record Failed(string Reason, TimeSpan? RetryAfter) : FetchResult;
}
