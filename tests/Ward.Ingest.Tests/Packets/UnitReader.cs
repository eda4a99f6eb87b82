using System.Text;
using Ward.Ingest.Packets;

namespace Ward.Ingest.Tests.Packets;

/// <summary>Units of a capture, and what the decoders make of them.</summary>
internal static class UnitReader
{
    public static List<PacketUnit> Units(Stream capture, PacketOptions? options = null) => [.. new PcapUnits(capture, options ?? new PacketOptions { Flows = false })];

    /// <summary>The line's head and, after a bar, its bytes in hex.</summary>
    public static string Show(PacketUnit unit)
    {
        var line = unit.Line.Span;
        var end = line.IndexOf((byte)'\n');
        return $"{Encoding.ASCII.GetString(line[..end])}|{Convert.ToHexString(line[(end + 1)..])}";
    }

    public static Decoded Decode(PacketUnit unit) => Decoded.Line("auto", unit.Line.ToArray(), DateTimeOffset.UnixEpoch.AddYears(56));

    /// <summary>The shared conformance folder, or a path that does not exist.</summary>
    public static string Conformance(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Ward.slnx"))) return Path.Combine([folder.Parent!.FullName, "shared", "conformance", .. parts]);
        return "absent";
    }
}
