namespace Ward.Server.Application.Views;

public sealed record ZoneView(string Id, string Name, string Kind, IReadOnlyList<string> Networks, int Assets);
