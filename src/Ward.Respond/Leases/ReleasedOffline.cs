namespace Ward.Respond.Leases;

/// <summary>That somebody pulled the kill switch while no server answered.</summary>
/// <param name="By">The account of the operating system that did it.</param>
public sealed record ReleasedOffline(string By, DateTimeOffset At, string Reason);
