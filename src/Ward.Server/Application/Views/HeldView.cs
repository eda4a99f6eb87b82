namespace Ward.Server.Application.Views;

/// <summary>A lease that an element itself says it holds.</summary>
/// <param name="Words">What Ward knows of it, or null where it knows nothing.</param>
public sealed record HeldView(string Element, string Action, DateTimeOffset Until, string? Plan, string? Words);
