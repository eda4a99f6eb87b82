namespace Ward.Server.Application.Views;

/// <summary>One change at one element.</summary>
/// <param name="Until">When it ends by itself, everywhere.</param>
public sealed record ActionView(
    string Id, string Element, string Words, string Target, string Inverse, DateTimeOffset Until, string State, string? Note);
