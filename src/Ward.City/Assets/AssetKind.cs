namespace Ward.City.Assets;

/// <summary>What an asset is, as far as measures and words need it.</summary>
public enum AssetKind { Server, Workstation, NetworkDevice, Firewall, Controller, Sensor, Camera, Sign, Siren, CloudService, Other }
