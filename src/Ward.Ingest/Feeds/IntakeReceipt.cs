namespace Ward.Ingest.Feeds;

/// <summary>The answer to a posted body. All or nothing: a body with a bad line is refused whole.</summary>
public abstract record IntakeReceipt
{
    private IntakeReceipt() { }

    public sealed record Accepted(int Lines) : IntakeReceipt;

    /// <param name="Line">1-based number of the line at fault, 0 where it is the body as a whole.</param>
    public sealed record Refused(int Line, string Reason) : IntakeReceipt;

    public sealed record NoSuchFeed(FeedId Feed) : IntakeReceipt;

    /// <summary>The journal cannot keep it now (disk full); the sender should try again later.</summary>
    public sealed record Unavailable(string Reason) : IntakeReceipt;
}
