namespace Ward.Server.Application.Views;

/// <param name="By">kind (the usual one of the feed's kind), configuration (the file names it) or person (a correction over both).</param>
/// <param name="Configured">What is in force without a correction.</param>
/// <param name="Person">Who corrected it last; null where it is no correction.</param>
/// <param name="At">When; null likewise.</param>
/// <param name="Words">The same in a sentence.</param>
public sealed record DecoderChoiceView(string By, string Configured, string? Person, DateTimeOffset? At, string Words);
