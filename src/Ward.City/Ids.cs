namespace Ward.City;

/// <summary>A city under watch. Every partition key, table, route and mandate carries one.</summary>
public readonly record struct CityId(string Value) { public override string ToString() => Value; }

/// <summary>A thing with an address or a name: a server, a controller, a workstation, a firewall.</summary>
public readonly record struct AssetId(string Value) { public override string ToString() => Value; }

/// <summary>A zone in the sense of IEC 62443: assets with one common security requirement.</summary>
public readonly record struct ZoneId(string Value) { public override string ToString() => Value; }

/// <summary>What citizens get: emergency dispatch, water, signals, sirens, payments.</summary>
public readonly record struct ServiceId(string Value) { public override string ToString() => Value; }

/// <summary>An account of a person or a machine.</summary>
public readonly record struct AccountId(string Value) { public override string ToString() => Value; }

/// <summary>An allowed flow from a zone or asset to a zone or asset.</summary>
public readonly record struct FlowId(string Value) { public override string ToString() => Value; }

/// <summary>A weakness of an asset: vulnerability, misconfiguration, leaked credential, default password.</summary>
public readonly record struct ExposureId(string Value) { public override string ToString() => Value; }

/// <summary>A defensive element that can carry out changes: a firewall, a web server, a proxy.</summary>
public readonly record struct ElementId(string Value) { public override string ToString() => Value; }
