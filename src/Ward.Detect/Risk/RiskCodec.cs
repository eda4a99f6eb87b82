using Ward.Detect.Findings;
using Ward.Detect.Incidents;

namespace Ward.Detect.Risk;

/// <summary>An entry to bytes and back, for the snapshot.</summary>
internal static class RiskCodec
{
    public static void Write(BinaryWriter to, RiskEntry entry)
    {
        FindingCodec.WriteEntity(to, entry.Entity);
        to.Write(entry.Number);
        to.Write(entry.Rank);
        FindingCodec.WriteTime(to, entry.At);
        FindingCodec.WriteTime(to, entry.Since);
        FindingCodec.WriteTime(to, entry.Told ?? default);
        to.Write(entry.Others);
        to.Write(entry.Trend.Hour);
        foreach (var point in entry.Trend.Points) to.Write(point);
        FindingCodec.WriteList(to, entry.Tallies, Write);
    }

    public static RiskEntry Read(BinaryReader from)
    {
        var entity = FindingCodec.ReadEntity(from);
        var entry = new RiskEntry(entity, from.ReadInt64())
        {
            Rank = from.ReadDouble(),
            At = FindingCodec.ReadTime(from),
            Since = FindingCodec.ReadTime(from),
            Told = FindingCodec.ReadTime(from) is var told && told == default ? null : told,
            Others = from.ReadDouble(),
        };
        var hour = from.ReadInt64();
        var points = new float[RiskTrend.Hours];
        for (var i = 0; i < points.Length; i++) points[i] = from.ReadSingle();
        entry.Trend.Restore(hour, points);
        entry.Tallies.AddRange(FindingCodec.ReadList(from, ReadTally));
        return entry;
    }

    private static void Write(BinaryWriter to, RiskTally tally)
    {
        to.Write(tally.Detector);
        to.Write(tally.Title);
        FindingCodec.WriteTime(to, tally.First);
        FindingCodec.WriteTime(to, tally.Last);
        to.Write(tally.Points);
        to.Write(tally.Weighed);
        to.Write(tally.Times);
        to.Write(tally.Heaviest);
        to.Write((byte)tally.Severity);
        to.Write((byte)tally.Meaning);
        to.Write(tally.LastFinding.Value);
        to.Write(tally.Incident.Value);
        FindingCodec.WriteList(to, tally.Techniques, static (w, technique) => w.Write(technique));
    }

    private static RiskTally ReadTally(BinaryReader from) => new()
    {
        Detector = from.ReadString(),
        Title = from.ReadString(),
        First = FindingCodec.ReadTime(from),
        Last = FindingCodec.ReadTime(from),
        Points = from.ReadDouble(),
        Weighed = from.ReadDouble(),
        Times = from.ReadInt64(),
        Heaviest = from.ReadDouble(),
        Severity = (Severity)from.ReadByte(),
        Meaning = (Meaning)from.ReadByte(),
        LastFinding = new FindingId(from.ReadString()),
        Incident = new IncidentId(from.ReadString()),
        Techniques = FindingCodec.ReadList(from, static r => r.ReadString()),
    };
}
