namespace Ward.Server.Application.Registering;

/// <summary>What a person decides about a risk, as it was said.</summary>
internal sealed record RiskVerdict(string? Id, string? Status, string? Reason, string? Owner, DateOnly? Until, string? Ticket);
