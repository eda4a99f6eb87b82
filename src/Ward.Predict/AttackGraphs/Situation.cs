namespace Ward.Predict.AttackGraphs;

/// <summary>The attack graph of a city together with the footholds of one incident.</summary>
public sealed class Situation;
