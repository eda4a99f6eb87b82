namespace Ward.Server.Application.Improving;

internal sealed record StandingFailure(string CityVersion, DateTimeOffset At, string Reason);
