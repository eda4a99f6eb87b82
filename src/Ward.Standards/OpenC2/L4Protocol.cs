namespace Ward.Standards.OpenC2;

/// <summary>Layer 4 protocols of the language (section 3.4.2.10); the value is the IANA protocol number.</summary>
public enum L4Protocol { Icmp = 1, Tcp = 6, Udp = 17, Sctp = 132 }
