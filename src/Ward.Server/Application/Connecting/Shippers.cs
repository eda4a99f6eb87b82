namespace Ward.Server.Application.Connecting;

/// <summary>Every program that the console knows how to connect.</summary>
internal static class Shippers
{
    public static IReadOnlyList<Shipper> All { get; } = [.. SyslogShippers.All, .. PostShippers.All, .. DocumentShippers.All, .. OtherShippers.All];
}
