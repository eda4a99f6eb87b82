namespace Ward.Server.Application.Views;

/// <param name="State">active, invited, disabled, locked or no-second-factor.</param>
public sealed record UserView(string Name, IReadOnlyList<string> Roles, string State, bool SecondFactor, DateTimeOffset Created, DateTimeOffset? InvitationEnds);
