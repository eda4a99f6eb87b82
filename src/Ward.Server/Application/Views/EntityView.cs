namespace Ward.Server.Application.Views;

/// <param name="Kind">source, host or login.</param>
/// <param name="Value">Address, asset id or login name; a login name is hostile text.</param>
public sealed record EntityView(string Kind, string Value);
