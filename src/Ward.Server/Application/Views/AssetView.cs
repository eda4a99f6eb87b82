namespace Ward.Server.Application.Views;

/// <param name="Listens">Name, transport and port of what listens on it.</param>
/// <param name="Seen">When events first showed it, where nothing but events tells of it; else null.</param>
public sealed record AssetView(string Id, string Name, string Zone, string Kind, IReadOnlyList<string> Addresses, bool Protected, IReadOnlyList<string> Listens, DateTimeOffset? Seen);
