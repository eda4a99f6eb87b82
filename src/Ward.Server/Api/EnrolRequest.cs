namespace Ward.Server.Api;

/// <param name="Address">https://HOST:PORT, as the agent prints it.</param>
/// <param name="Code">The one-time code that the agent prints.</param>
/// <param name="Elements">Ids of the city's elements that it serves.</param>
public sealed record EnrolRequest(string? Address, string? Code, IReadOnlyList<string>? Elements);
