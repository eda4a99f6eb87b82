namespace Ward.Server.Application.Views;

/// <summary>A feed and what it has brought since the start.</summary>
/// <param name="Decoder">The decoder that reads new lines.</param>
/// <param name="Where">The file, address or route by which lines come.</param>
/// <param name="Assurance">How sure Ward can be of who sends: none, session, authenticated.</param>
/// <param name="Sample">The last line that was not understood; hostile text.</param>
/// <param name="State">ok, trouble, silent, puzzled (more than 1 in 20 lines not understood since the decoder was chosen) or waiting (nothing came yet).</param>
public sealed record FeedView(
    string Id, string Kind, string Decoder, string? Asset, string Where, string Assurance,
    long Received, long Understood, long NotUnderstood, long Dropped, long Cut,
    DateTimeOffset? LastSeen, string? Sample, string? Trouble, string State, string StateReason)
{
    /// <summary>How the decoder was chosen.</summary>
    public required DecoderChoiceView Choice { get; init; }

    /// <summary>Lines a second, the mean of the last minute.</summary>
    public double PerSecond { get; init; }

    /// <summary>0 to 1: what of the lines since the decoder was chosen is understood; null where none came.</summary>
    public double? UnderstoodShare { get; init; }

    /// <summary>Posted bodies of which nothing was kept, and whose senders were told so.</summary>
    public long Refused { get; init; }

    /// <summary>auto, source or received: whose time stands for a line's.</summary>
    public required string Clock { get; init; }

    /// <summary>Lines whose own time was not believed.</summary>
    public long ClockNotBelieved { get; init; }

    /// <summary>What makes up the dropped, by policy.</summary>
    public IReadOnlyList<DropView> Drops { get; init; } = [];

    /// <summary>Who understood the lines since the decoder was chosen, most first.</summary>
    public IReadOnlyList<ReaderView> Decoders { get; init; } = [];

    /// <summary>The last lines that were not understood, newest first; hostile text.</summary>
    public IReadOnlyList<MissedLineView> Samples { get; init; } = [];

    /// <summary>What of the lines calls itself OCSF, and whether it is; null where none does.</summary>
    public OcsfView? Ocsf { get; init; }

    /// <summary>What became of packets; null for feeds that read none.</summary>
    public PacketsView? Packets { get; init; }
}
