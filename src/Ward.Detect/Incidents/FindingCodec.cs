using System.Net;
using Ward.City;
using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Incidents;

/// <summary>Findings to bytes and back, for the snapshot; every field, or a replay would tell another story.</summary>
internal static class FindingCodec
{
    public static void Write(BinaryWriter to, Finding finding)
    {
        to.Write(finding.Id.Value);
        to.Write(finding.City.Value);
        WriteTime(to, finding.Time);
        to.Write(finding.Offset);
        to.Write(finding.Detector);
        to.Write(finding.Family);
        to.Write(finding.Title);
        to.Write((byte)finding.Severity);
        WriteList(to, finding.Techniques, static (w, technique) => w.Write(technique));
        to.Write((byte)finding.Meaning);
        WriteList(to, finding.Entities, WriteEntity);
        to.Write(finding.Attested);
        to.Write(finding.SenderKnown);
        to.Write(finding.Revision);
        to.Write(finding.Confidence);
        Write(to, finding.Explanation);
        WriteList(to, finding.Evidence, static (w, line) =>
        {
            w.Write(line.Feed.Value);
            w.Write(line.Offset);
            WriteTime(w, line.Time);
            w.Write(line.Line);
        });
    }

    public static Finding Read(BinaryReader from)
    {
        var id = new FindingId(from.ReadString());
        var city = new CityId(from.ReadString());
        var time = ReadTime(from);
        var offset = from.ReadInt64();
        var (detector, family, title) = (from.ReadString(), from.ReadString(), from.ReadString());
        var severity = (Severity)from.ReadByte();
        var techniques = ReadList(from, static r => r.ReadString());
        var meaning = (Meaning)from.ReadByte();
        var entities = ReadList(from, ReadEntity);
        var (attested, senderKnown, revision) = (from.ReadBoolean(), from.ReadBoolean(), from.ReadInt32());
        var confidence = from.ReadDouble();
        var explanation = ReadExplanation(from);
        var evidence = ReadList(from, static r => new EvidenceLine(new FeedId(r.ReadString()), r.ReadInt64(), ReadTime(r), r.ReadString()));
        return new Finding(id, city, time, offset, detector, family, title, severity, techniques, meaning, entities, attested, explanation, evidence)
        {
            SenderKnown = senderKnown,
            Revision = revision,
            Confidence = confidence,
        };
    }

    public static void WriteEntity(BinaryWriter to, Entity entity)
    {
        switch (entity)
        {
            case Entity.Source source:
                to.Write((byte)1);
                to.Write(source.Address.ToString());
                break;
            case Entity.Host host:
                to.Write((byte)2);
                to.Write(host.Asset.Value);
                break;
            case Entity.Login login:
                to.Write((byte)3);
                to.Write(login.Name);
                break;
            default: throw new InvalidOperationException($"No form for {entity.GetType().Name}.");
        }
    }

    public static Entity ReadEntity(BinaryReader from) => from.ReadByte() switch
    {
        1 => new Entity.Source(IPAddress.Parse(from.ReadString())),
        2 => new Entity.Host(new AssetId(from.ReadString())),
        3 => new Entity.Login(from.ReadString()),
        var kind => throw new InvalidDataException($"Entity of kind {kind}."),
    };

    public static void WriteTime(BinaryWriter to, DateTimeOffset time) => to.Write(time.UtcTicks);

    public static DateTimeOffset ReadTime(BinaryReader from) => new(from.ReadInt64(), TimeSpan.Zero);

    public static void WriteList<T>(BinaryWriter to, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        to.Write(items.Count);
        foreach (var item in items) write(to, item);
    }

    public static IReadOnlyList<T> ReadList<T>(BinaryReader from, Func<BinaryReader, T> read)
    {
        var items = new List<T>();
        for (var left = from.ReadInt32(); left > 0; left--) items.Add(read(from));
        return items;
    }

    private static void Write(BinaryWriter to, Explanation explanation)
    {
        to.Write(explanation.Expected);
        to.Write(explanation.Seen);
        to.Write(explanation.P ?? double.NaN);
        WriteTime(to, explanation.From);
        WriteTime(to, explanation.To);
        WriteList(to, explanation.Fields, static (w, field) =>
        {
            w.Write(field.Path);
            w.Write(field.Value);
            w.Write(field.Condition);
        });
    }

    private static Explanation ReadExplanation(BinaryReader from)
    {
        var (expected, seen, p) = (from.ReadString(), from.ReadString(), from.ReadDouble());
        return new Explanation(
            expected, seen, double.IsNaN(p) ? null : p, ReadTime(from), ReadTime(from),
            ReadList(from, static r => new FieldShown(r.ReadString(), r.ReadString(), r.ReadString())));
    }
}
