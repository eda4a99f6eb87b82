namespace Ward.City.Assets;

/// <summary>Transport protocol of a flow.</summary>
public enum Transport { Tcp, Udp, Icmp }
