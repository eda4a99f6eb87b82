namespace Ward.Server.Application.Views;

/// <summary>A one-time code with which the invited person sets a password. Shown once.</summary>
public sealed record InvitationView(string Name, string Code, string Path, DateTimeOffset Ends);
