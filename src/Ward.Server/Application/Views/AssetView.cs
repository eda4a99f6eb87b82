namespace Ward.Server.Application.Views;

/// <param name="Listens">Name, transport and port of what listens on it.</param>
/// <param name="Seen">When events first showed it, where nothing but events tells of it; else null.</param>
public sealed record AssetView(string Id, string Name, string Zone, string Kind, IReadOnlyList<string> Addresses, bool Protected, IReadOnlyList<string> Listens, DateTimeOffset? Seen)
{
    /// <summary>Sources that tell of it: city, nmap, observed and the like; empty where only the city's own file does.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>How many installed packages an agent tells of; 0 where none does.</summary>
    public int Packages { get; init; }
}
