using System.Net;

namespace Ward.Scenarios;

/// <summary>What must have happened when a scenario has been played to its end. A limit that is null is none.</summary>
/// <param name="Incidents">Each must be met by at least one incident in its last revision.</param>
/// <param name="MostIncidents">No more incidents than this.</param>
/// <param name="Measures">Each must stand in at least one plan.</param>
/// <param name="MostActions">No more actions than this were ever put in force.</param>
/// <param name="MostPlans">No more plans than this offered or carried out anything.</param>
/// <param name="Untouched">Addresses that no measure of any plan may name.</param>
public sealed record Expectation(
    IReadOnlyList<ExpectedIncident> Incidents,
    int? MostIncidents,
    IReadOnlyList<ExpectedMeasure> Measures,
    int? MostActions,
    int? MostPlans,
    IReadOnlyList<IPAddress> Untouched);
