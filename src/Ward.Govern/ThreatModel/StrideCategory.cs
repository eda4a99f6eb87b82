namespace Ward.Govern.ThreatModel;

/// <summary>What kind of threat it is (Microsoft SDL).</summary>
public enum StrideCategory { Spoofing, Tampering, Repudiation, InformationDisclosure, DenialOfService, ElevationOfPrivilege }
