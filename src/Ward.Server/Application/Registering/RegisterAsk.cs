namespace Ward.Server.Application.Registering;

/// <summary>Which risks of the register to tell.</summary>
/// <param name="Text">In title, id, kind or owner; "" for all.</param>
/// <param name="Severity">The least severity; "" for all.</param>
/// <param name="State">open, a status, overdue or mitigated; "" for all that are found now.</param>
internal sealed record RegisterAsk(string Text, string Severity, string State, int Limit);
