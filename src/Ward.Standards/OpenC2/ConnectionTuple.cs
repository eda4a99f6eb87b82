namespace Ward.Standards.OpenC2;

/// <summary>A 5-tuple (sections 3.4.1.9 and 3.4.1.11); what is null is any. At least one part is given.</summary>
public sealed record ConnectionTuple(AddressRange? Source, int? SourcePort, AddressRange? Destination, int? DestinationPort, L4Protocol? Protocol);
