namespace Ward.Server.Application.Views;

/// <summary>Two sources that differ about one thing of the city.</summary>
/// <param name="Part">zone, asset, account, flow, exposure or service.</param>
/// <param name="Taken">The value in force, and by <paramref name="TakenFrom"/> who says so.</param>
/// <param name="Other">What the other source says.</param>
public sealed record CityConflictView(string Part, string Id, string Field, string Taken, string TakenFrom, string Other, string OtherFrom);
