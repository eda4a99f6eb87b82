using Ward.City;

namespace Ward.Detect.Devices;

/// <summary>What was seen of a device that nobody told the city of.</summary>
internal sealed class Device(UInt128 address, ZoneId zone, DateTimeOffset first, long offset, bool isProven, string family, string feed, string line)
{
    /// <summary>A device that serves at more is a scanner's trap or a router; the first are enough to judge it.</summary>
    public const int MostPorts = 16;

    private const int LongestName = 64;

    public UInt128 Address { get; } = address;

    public ZoneId Zone { get; } = zone;

    public DateTimeOffset First { get; } = first;

    /// <summary>Journal offset of the first sight: whatever is said of the device carries the same id in every replay.</summary>
    public long Offset { get; } = offset;

    /// <summary>True where a completed session showed it; a lease proves no address.</summary>
    public bool IsProven { get; } = isProven;

    public string Family { get; } = family;

    public string Feed { get; } = feed;

    /// <summary>The line of the first sight, cut.</summary>
    public string Line { get; } = line;

    public DeviceState State { get; set; }

    public SortedSet<int> Ports { get; } = [];

    public string? Mac { get; private set; }

    public string? Name { get; private set; }

    /// <summary>True where it was not known to serve there.</summary>
    public bool Serves(int port) => port is > 0 and <= 65_535 && Ports.Count < MostPorts && Ports.Add(port);

    /// <summary>True where either is new.</summary>
    public bool IsCalled(ReadOnlySpan<byte> mac, ReadOnlySpan<byte> name)
    {
        var (heard, called) = (mac.IsEmpty ? Mac : Shown.Utf8(mac, 17).ToUpperInvariant(), name.IsEmpty ? Name : Shown.Utf8(name, LongestName));
        if (heard == Mac && called == Name) return false;
        (Mac, Name) = (heard, called);
        return true;
    }

    public void Save(BinaryWriter to)
    {
        to.Write((ulong)(Address >> 64));
        to.Write((ulong)Address);
        to.Write(Zone.Value);
        to.Write(First.UtcTicks);
        to.Write(Offset);
        to.Write(IsProven);
        to.Write(Family);
        to.Write(Feed);
        to.Write(Line);
        to.Write((byte)State);
        to.Write(Mac ?? "");
        to.Write(Name ?? "");
        to.Write(Ports.Count);
        foreach (var port in Ports) to.Write(port);
    }

    public static Device Load(BinaryReader from)
    {
        var address = ((UInt128)from.ReadUInt64() << 64) | from.ReadUInt64();
        var device = new Device(address, new ZoneId(from.ReadString()), new DateTimeOffset(from.ReadInt64(), TimeSpan.Zero), from.ReadInt64(), from.ReadBoolean(), from.ReadString(), from.ReadString(), from.ReadString()) { State = (DeviceState)from.ReadByte() };
        (device.Mac, device.Name) = (from.ReadString() is { Length: > 0 } mac ? mac : null, from.ReadString() is { Length: > 0 } name ? name : null);
        for (var left = from.ReadInt32(); left > 0; left--) device.Ports.Add(from.ReadInt32());
        return device;
    }
}
