using Ward.City;

namespace Ward.Govern.Mandates;

/// <summary>What a plan would do, in the terms in which mandates are written.</summary>
/// <param name="Changes">One a measure: its class and the zones in or between which it takes effect.</param>
/// <param name="Attested">True where the evidence cannot be forged by an outsider, or two independent families agree.</param>
/// <param name="People">Citizens whose service is degraded.</param>
public sealed record ChangeRequest(CityId City, IReadOnlyList<Change> Changes, bool Attested, long People);

/// <param name="Targets">Targets touched: addresses, flows, accounts or hosts; 0 where what is spent has counted them already (a renewal), which counts as one of the plan.</param>
public sealed record Change(ActionClass Class, IReadOnlyList<ZoneId> Zones, int Targets);
