namespace Ward.Server.Application.Views;

public sealed record ElementView(string Id, string Kind, string Asset, bool Reachable);
