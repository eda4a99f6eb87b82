namespace Ward.Ingest.Packets.Capture;

/// <summary>Link layers as capture files number them (LINKTYPE values); others are counted as not read.</summary>
internal enum LinkType
{
    Null = 0,
    Ethernet = 1,
    RawBsd = 12,
    RawOpenBsd = 14,
    Raw = 101,
    Loop = 108,
    LinuxCooked = 113,
    IPv4 = 228,
    IPv6 = 229,
    LinuxCooked2 = 276,
}
