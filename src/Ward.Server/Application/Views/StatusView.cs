namespace Ward.Server.Application.Views;

/// <summary>The state of the watch, in one look.</summary>
/// <param name="CityVersion">SHA-256 of the city model in force.</param>
/// <param name="HeldBack">True while the kill switch or the circuit breaker holds automatic action back.</param>
/// <param name="PlansInForce">Plans with a lease that has not ended.</param>
/// <param name="FeedsInTrouble">Feeds that are silent, report trouble or bring lines that nobody understands.</param>
public sealed record StatusView(
    string City,
    string CityName,
    string CityVersion,
    string Version,
    DateTimeOffset At,
    DateTimeOffset Started,
    bool HeldBack,
    int IncidentsOpen,
    int PlansWaiting,
    int PlansInForce,
    int Feeds,
    int FeedsInTrouble,
    int Agents,
    int AgentsReachable,
    StoreView Store);
