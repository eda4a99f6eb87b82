namespace Ward.Server.Api;

/// <param name="Name">1 to 40 letters, digits, dots, dashes or underscores.</param>
/// <param name="Roles">Some of your own roles; empty or left out for a token that may post lines and nothing else.</param>
/// <param name="Days">1 to 366; 90 where left out.</param>
/// <param name="Feed">The one feed to which it may post; left out, every feed that takes posts. Not together with roles.</param>
public sealed record TokenRequest(string? Name, IReadOnlyList<string>? Roles, int? Days, string? Feed);
