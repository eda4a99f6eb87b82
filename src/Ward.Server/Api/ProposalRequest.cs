namespace Ward.Server.Api;

/// <param name="Incident">Id of the incident.</param>
/// <param name="Finding">Id of one of its findings.</param>
/// <param name="Days">For how long, 1 to 366; 30 where it is left out.</param>
/// <param name="Why">At most 500 characters; may be left out.</param>
public sealed record ProposalRequest(string? Incident, string? Finding, int? Days, string? Why);
