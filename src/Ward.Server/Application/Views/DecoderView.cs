namespace Ward.Server.Application.Views;

/// <summary>A decoder that a feed may be read by.</summary>
/// <param name="Source">Whose lines it reads.</param>
/// <param name="Verified">The independent material that it was tested against, or null.</param>
/// <param name="Fits">How many of the feed's sample lines it understands; null where the feed has none.</param>
public sealed record DecoderView(string Name, string Source, string? Verified, int? Fits);
