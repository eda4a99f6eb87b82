namespace Ward.Server.Application.Views;

/// <summary>Who asks, and what he or she may do.</summary>
public sealed record MeView(string Name, string? Token, IReadOnlyList<string> Roles, bool SecondFactor, IReadOnlyList<string> May);
