namespace Ward.Ingest.Feeds;

/// <summary>What a feed has brought since the start. Nothing is silent: every line is in exactly one of the counts.</summary>
/// <param name="NotUnderstood">Kept, but no decoder could read it.</param>
/// <param name="Dropped">Not kept, by the named policy: unlisted sender, full queue or exceeded rate of a transport that cannot wait, an item of a bulk body refused with its reason.</param>
/// <param name="Cut">Longer than the limit; the beginning is kept.</param>
/// <param name="Sample">The last line that was not understood, at most 512 characters; hostile text.</param>
/// <param name="Trouble">What is wrong now (file missing, port taken), or null.</param>
public sealed record FeedStatus(
    FeedOptions Feed,
    long Received,
    long Understood,
    long NotUnderstood,
    long Dropped,
    long Cut,
    DateTimeOffset? LastSeen,
    string? Sample,
    string? Trouble)
{
    /// <summary>Of the lines received, those whose own time was not believable; the time of receipt stands instead.</summary>
    public long Clock { get; init; }

    /// <summary>Who understood the lines, most lines first; with the decoder 'auto' this is what it guessed.</summary>
    public IReadOnlyList<DecoderCount> Decoders { get; init; } = [];
}
