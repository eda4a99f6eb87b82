namespace Ward.Predict;

/// <summary>The forecast over time: attackers simulated on the attack graph from the footholds of the incident.</summary>
/// <param name="Trials">Attackers simulated.</param>
/// <param name="Horizon">h that each was followed.</param>
/// <param name="Services">Those that some simulated attacker stopped, most probable first.</param>
/// <param name="Next">At most three steps, most probable first.</param>
public sealed record Outlook(int Trials, double Horizon, IReadOnlyList<ServiceOutlook> Services, IReadOnlyList<NextStep> Next);
