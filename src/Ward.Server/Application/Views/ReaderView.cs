namespace Ward.Server.Application.Views;

/// <summary>A decoder that understood lines of a feed.</summary>
/// <param name="Source">Whose lines they are.</param>
/// <param name="Share">0 to 1, of the lines that were understood.</param>
public sealed record ReaderView(string Decoder, string Source, long Lines, double Share);
