namespace Ward.City.Services;

/// <summary>A TCP connection or HTTP request that tells whether a service still answers.</summary>
/// <param name="Url">tcp://host:port, http://… or https://…</param>
public sealed record Probe(Uri Url);
