namespace Ward.Server.Application.Views;

public sealed record AssetView(string Id, string Name, string Zone, string Kind, IReadOnlyList<string> Addresses, bool Protected);
