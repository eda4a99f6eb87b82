using Ward.Ingest.Packets;

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

    /// <summary>What became of the packets of which the lines were made; null for feeds that read none.</summary>
    public PacketCounts? Packets { get; init; }

    /// <summary>What of the lines calls itself OCSF, and whether it is; null where none does.</summary>
    public OcsfCounts? Ocsf { get; init; }

    /// <summary>What makes up <see cref="Dropped"/>; the policies that dropped nothing are left out.</summary>
    public IReadOnlyList<DropCount> Drops { get; init; } = [];

    /// <summary>Posted bodies of which nothing was kept; their senders were told why, so nothing is lost by Ward.</summary>
    public long Refused { get; init; }

    /// <summary>Lines a second, the mean of the last minute.</summary>
    public double PerSecond { get; init; }

    /// <summary>The last lines that the decoder now in use did not understand, one of each kind, newest first, at most 8 of at most 512 characters; hostile text.</summary>
    public IReadOnlyList<MissedLine> Samples { get; init; } = [];

    /// <summary>Of <see cref="Understood"/>, since the decoder in use was chosen.</summary>
    public long UnderstoodNow { get; init; } = Understood;

    /// <summary>Of <see cref="NotUnderstood"/>, since the decoder in use was chosen.</summary>
    public long NotUnderstoodNow { get; init; } = NotUnderstood;

    /// <summary>Who understood the lines since the decoder in use was chosen, most lines first; with the decoder 'auto' this is what it guessed.</summary>
    public IReadOnlyList<DecoderCount> Decoders { get; init; } = [];
}
