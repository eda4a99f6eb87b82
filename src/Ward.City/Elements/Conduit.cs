namespace Ward.City.Elements;

/// <summary>A directed pair of zones (IEC 62443 conduit).</summary>
public sealed record Conduit(ZoneId From, ZoneId To) { public override string ToString() => $"{From} -> {To}"; }
