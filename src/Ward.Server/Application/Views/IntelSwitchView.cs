namespace Ward.Server.Application.Views;

/// <summary>Who switched a threat feed in place of ward.yaml, and when.</summary>
public sealed record IntelSwitchView(string By, DateTimeOffset At);
