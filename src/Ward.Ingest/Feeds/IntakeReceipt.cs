namespace Ward.Ingest.Feeds;

/// <summary>The answer to a posted body. All or nothing, except in the formats whose answer speaks of each item.</summary>
public abstract record IntakeReceipt
{
    private IntakeReceipt() { }

    /// <param name="Lines">How many are durable.</param>
    public sealed record Accepted(int Lines) : IntakeReceipt
    {
        /// <summary>Elastic bulk only: every item, kept or not.</summary>
        public IReadOnlyList<PostedItem> Items { get; init; } = [];

        /// <summary>How many items were not kept; only in formats whose answer can say so.</summary>
        public int NotKept { get; init; }

        /// <summary>Why the first of those was not kept.</summary>
        public string? Reason { get; init; }
    }

    /// <param name="Line">1-based number of the line or object at fault, 0 where it is the body as a whole.</param>
    public sealed record Refused(int Line, string Reason) : IntakeReceipt;

    /// <summary>The body, or what it unpacks to, is beyond the limit; the sender may send it in parts.</summary>
    public sealed record TooLarge(string Reason) : IntakeReceipt;

    public sealed record NoSuchFeed(FeedId Feed) : IntakeReceipt;

    /// <summary>The feed's rate is exceeded.</summary>
    public sealed record TooFast(TimeSpan Wait) : IntakeReceipt;

    /// <summary>The journal cannot keep it now (disk full); the sender should try again later.</summary>
    public sealed record Unavailable(string Reason) : IntakeReceipt;
}
