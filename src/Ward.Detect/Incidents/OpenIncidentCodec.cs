using Ward.City;
using Ward.Detect.Findings;

namespace Ward.Detect.Incidents;

/// <summary>An open incident to bytes and back, for the snapshot.</summary>
internal static class OpenIncidentCodec
{
    public static void Write(BinaryWriter to, OpenIncident incident)
    {
        to.Write(incident.Id.Value);
        to.Write(incident.Revision);
        FindingCodec.WriteTime(to, incident.Opened);
        FindingCodec.WriteTime(to, incident.Updated);
        FindingCodec.WriteTime(to, incident.Revised);
        FindingCodec.WriteTime(to, incident.Touched);
        to.Write(incident.Folded);
        to.Write((byte)incident.Highest);
        to.Write((byte)incident.Meaning);
        FindingCodec.WriteList(to, incident.Entities, FindingCodec.WriteEntity);
        FindingCodec.WriteList(to, incident.Findings, FindingCodec.Write);
        FindingCodec.WriteList(to, incident.Joins, Write);
    }

    public static OpenIncident Read(BinaryReader from, CityId city)
    {
        var incident = new OpenIncident(new IncidentId(from.ReadString()), city)
        {
            Revision = from.ReadInt32(),
            Opened = FindingCodec.ReadTime(from),
            Updated = FindingCodec.ReadTime(from),
            Revised = FindingCodec.ReadTime(from),
            Touched = FindingCodec.ReadTime(from),
            Folded = from.ReadInt64(),
            Highest = (Severity)from.ReadByte(),
            Meaning = (Meaning)from.ReadByte(),
        };
        foreach (var entity in FindingCodec.ReadList(from, FindingCodec.ReadEntity)) incident.AddEntity(entity);
        incident.Findings.AddRange(FindingCodec.ReadList(from, FindingCodec.Read));
        incident.Joins.AddRange(FindingCodec.ReadList(from, ReadJoined));
        return incident;
    }

    private static void Write(BinaryWriter to, Joined joined)
    {
        to.Write(joined.Finding.Value);
        to.Write((byte)joined.Reason);
        FindingCodec.WriteList(to, joined.By, FindingCodec.WriteEntity);
        to.Write(joined.Flow?.Value ?? "");
    }

    private static Joined ReadJoined(BinaryReader from) => new(new FindingId(from.ReadString()), (JoinReason)from.ReadByte(), FindingCodec.ReadList(from, FindingCodec.ReadEntity))
    {
        Flow = from.ReadString() is { Length: > 0 } flow ? new FlowId(flow) : null,
    };
}
