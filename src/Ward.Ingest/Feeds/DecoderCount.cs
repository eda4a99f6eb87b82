namespace Ward.Ingest.Feeds;

/// <summary>How many of a feed's lines a decoder understood.</summary>
public sealed record DecoderCount(string Decoder, long Lines);
