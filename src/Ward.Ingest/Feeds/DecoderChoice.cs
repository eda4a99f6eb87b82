namespace Ward.Ingest.Feeds;

/// <summary>A person's word on who reads a feed's lines.</summary>
/// <param name="Decoder">The decoder's name; null is the end of an earlier word: again as the configuration says.</param>
/// <param name="From">The journal offset from which it counts.</param>
/// <param name="At">UTC.</param>
public sealed record DecoderChoice(string? Decoder, long From, string By, DateTimeOffset At);
