namespace Ward.Standards.Otm;

/// <summary>An Open Threat Model (OTM 0.1 and 0.2): zones, components, data flows. Threats and mitigations are counted, not read.</summary>
public sealed record OtmModel(
    string Version, string Name, IReadOnlyList<OtmZone> Zones, IReadOnlyList<OtmComponent> Components, IReadOnlyList<OtmFlow> Flows, int Threats, int Mitigations);
