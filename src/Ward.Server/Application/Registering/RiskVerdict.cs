namespace Ward.Server.Application.Registering;

/// <summary>What a person decides about a risk, as it was said.</summary>
/// <param name="Seen">The <see cref="RiskMark"/> of the risk that the person read; null where any is meant.</param>
internal sealed record RiskVerdict(string? Id, string? Status, string? Reason, string? Owner, DateOnly? Until, string? Ticket, string? Seen = null);
