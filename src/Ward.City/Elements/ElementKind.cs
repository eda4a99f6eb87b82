namespace Ward.City.Elements;

/// <summary>What kind of defensive element; each has one driver.</summary>
public enum ElementKind { Nftables, Nginx }
