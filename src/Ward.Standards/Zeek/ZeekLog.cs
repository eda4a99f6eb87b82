namespace Ward.Standards.Zeek;

/// <summary>The logs of Zeek that tell of hosts and their conversations.</summary>
public enum ZeekLog { Other, Conn, Dhcp, KnownHosts, KnownServices, KnownDevices, Software }
