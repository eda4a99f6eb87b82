namespace Ward.City.Merging;

/// <summary>Kinds of things that a source can tell of. A vulnerability is what registers say of one wherever it is; an exposure is one on an asset.</summary>
public enum CityPart { Zone, Asset, Service, Account, Flow, Exposure, Vulnerability, Element, Protection }
