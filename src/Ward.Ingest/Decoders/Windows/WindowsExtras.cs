using System.Text;
using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>What follows from a Windows event's data and stands in none of them by itself.</summary>
internal static class WindowsExtras
{
    private static readonly MemberName Direction = new("Direction"), Image = new("Image"), NewProcessName = new("NewProcessName"), ProcessName = new("ProcessName");
    private static readonly MemberName ThreatName = new("Threat Name"), JoinedThreatName = new("ThreatName"), Path = new("Path");

    /// <summary>The members that <see cref="Write"/> asks for.</summary>
    public static readonly MemberName[] Needed = [Direction, Image, NewProcessName, ProcessName, ThreatName, JoinedThreatName, Path];

    public static void Write(WindowsKind kind, int eventId, int status, MemberTable data, EventBuilder into)
    {
        switch (kind.Class)
        {
            case EventClass.ProcessActivity:
                if (data.TryGet(NewProcessName, out var path) || data.TryGet(Image, out path) || data.TryGet(ProcessName, out path)) SetFileName(path, into);
                break;
            case EventClass.NetworkActivity when kind.Map == WindowsMaps.Filter:
                // The two words of the filtering platform's manifest.
                if (data.TryGet(Direction, out var way))
                    into.Set(Fields.Direction, way.SequenceEqual("%%14592"u8) ? "Inbound"u8 : way.SequenceEqual("%%14593"u8) ? "Outbound"u8 : way);
                if (eventId is 5156) into.Set(Fields.Disposition, "Allowed"u8);
                if (eventId is 5152 or 5157) into.Set(Fields.Disposition, "Blocked"u8);
                break;
            case EventClass.FileActivity when status == 2:
                into.Set(Fields.Disposition, "Blocked"u8);
                break;
            case EventClass.DetectionFinding when kind.Category == "antivirus":
                // The names of Sigma's antivirus category.
                if (data.TryGet(ThreatName, out var threat) || data.TryGet(JoinedThreatName, out threat)) into.SetUnmapped("Signature"u8, threat);
                if (data.TryGet(Path, out var file)) into.SetUnmapped("Filename"u8, file);
                break;
            default:
                break;
        }
    }

    /// <summary>The strongest digest of Sysmon's list "SHA1=..,MD5=..,SHA256=..", or the value itself where it is no list.</summary>
    public static ReadOnlySpan<byte> BestHash(ReadOnlySpan<byte> list)
    {
        if (!list.Contains((byte)'=')) return list;
        ReadOnlySpan<byte> best = default;
        foreach (var range in list.Split((byte)','))
        {
            var one = list[range];
            var equals = one.IndexOf((byte)'=');
            if (equals <= 0 || Ascii.EqualsIgnoreCase(one[..equals], "IMPHASH"u8)) continue;
            if (one.Length - equals - 1 > best.Length) best = one[(equals + 1)..];
        }

        return best;
    }

    private static void SetFileName(ReadOnlySpan<byte> path, EventBuilder into)
    {
        var name = path[(path.LastIndexOfAny((byte)'\\', (byte)'/') + 1)..];
        if (name.Length == 0) return;
        into.Set(Fields.ProcessName, name);
        into.Set(Fields.ProcessFile, name);
    }
}
