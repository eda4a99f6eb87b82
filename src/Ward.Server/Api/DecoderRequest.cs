namespace Ward.Server.Api;

/// <param name="Decoder">A decoder's name, or auto.</param>
public sealed record DecoderRequest(string? Decoder);
