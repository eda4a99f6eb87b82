using Ward.City;

namespace Ward.Detect.Correlation;

/// <summary>One group to bytes and back. The measures are not written: they are filled anew from the window.</summary>
internal static class GroupCodec
{
    internal static void Write(BinaryWriter writer, Group group)
    {
        WriteBytes(writer, group.Key);
        writer.Write(group.Serial);
        writer.Write(group.Timeline.Count);
        for (var i = 0; i < group.Timeline.Count; i++) Write(writer, group.Timeline[i]);
        writer.Write(group.Low);
        writer.Write(group.Next);
        writer.Write(group.Reached);
        writer.Write(group.Newest);
        writer.Write(group.Horizon);
        writer.Write(group.Due);
        writer.Write(group.Received);
        writer.Write(group.Standing);
        writer.Write(group.Saids.Count);
        foreach (var said in group.Saids) Write(writer, said);
        writer.Write(group.All is QuantileMeasure { IsRounded: true });
        group.Evidence.Write(writer);
        group.Source.Write(writer);
        group.Login.Write(writer);
        writer.Write(group.Family);
        writer.Write(group.Hosts?.Count ?? 0);
        foreach (var host in group.Hosts ?? []) writer.Write(host.Value);
        writer.Write(group.Samples?.Values.Count ?? 0);
        foreach (var (hash, text) in group.Samples?.Values ?? [])
        {
            writer.Write(hash);
            writer.Write(text);
        }
    }

    internal static Group Read(BinaryReader reader, Correlator correlator)
    {
        var group = correlator.Create(ReadBytes(reader), reader.ReadInt64());
        var occurrences = new List<Occurrence>();
        for (var left = reader.ReadInt32(); left > 0; left--) occurrences.Add(ReadOccurrence(reader));
        if (occurrences.Count > 0) group.Timeline.Replace([.. occurrences]);
        group.Low = reader.ReadInt32();
        group.Next = reader.ReadInt32();
        group.Reached = reader.ReadInt32();
        if (group.Low < 0 || group.Low > group.Next || group.Next > occurrences.Count) throw new FormatException("A window reaches beyond its occurrences.");
        group.Newest = reader.ReadInt64();
        group.Horizon = reader.ReadInt64();
        group.Due = group.Queued = reader.ReadInt64();
        group.Received = reader.ReadInt64();
        group.Standing = reader.ReadInt32();
        for (var left = reader.ReadInt32(); left > 0; left--) group.Saids.Add(ReadSaid(reader));
        if (group.Standing < 0 || group.Standing > group.Saids.Count) throw new FormatException("More findings stand than there are.");
        group.IsRounded = reader.ReadBoolean();
        group.Evidence = EvidenceRing.Read(reader);
        group.Source = Sameness.Read(reader);
        group.Login = Sameness.Read(reader);
        group.Family = reader.ReadString();
        for (var left = reader.ReadInt32(); left > 0; left--) (group.Hosts ??= []).Add(new AssetId(reader.ReadString()));
        for (var left = reader.ReadInt32(); left > 0; left--) (group.Samples ??= new ValueSamples()).Add(reader.ReadInt64(), reader.ReadString());
        return group;
    }

    private static void Write(BinaryWriter writer, in Occurrence occurrence)
    {
        writer.Write(occurrence.Time);
        writer.Write(occurrence.Offset);
        writer.Write(occurrence.Bits);
        writer.Write(occurrence.Weight);
        writer.Write(occurrence.Rule);
        writer.Write(occurrence.Attested);
        writer.Write(occurrence.Carried?.Length ?? 0);
        foreach (var carried in occurrence.Carried ?? []) WriteBytes(writer, carried);
    }

    private static Occurrence ReadOccurrence(BinaryReader reader)
    {
        var occurrence = new Occurrence
        {
            Time = reader.ReadInt64(),
            Offset = reader.ReadInt64(),
            Bits = reader.ReadInt64(),
            Weight = reader.ReadInt32(),
            Rule = reader.ReadByte(),
            Attested = reader.ReadBoolean(),
        };
        var carried = new List<byte[]>();
        for (var left = reader.ReadInt32(); left > 0; left--) carried.Add(ReadBytes(reader));
        return carried.Count == 0 ? occurrence : occurrence with { Carried = [.. carried] };
    }

    private static void Write(BinaryWriter writer, Said said)
    {
        Write(writer, said.First);
        Write(writer, said.Upgrade);
        Write(writer, said.Told);
        writer.Write(said.Id);
        writer.Write(said.Revision);
        writer.Write(said.Exports?.Length ?? 0);
        foreach (var export in said.Exports ?? [])
        {
            writer.Write(export is not null);
            if (export is not null) WriteBytes(writer, export);
        }
    }

    private static Said ReadSaid(BinaryReader reader)
    {
        var said = new Said { First = ReadContent(reader) ?? throw new FormatException("A finding without content."), Upgrade = ReadContent(reader), Told = ReadContent(reader), Id = reader.ReadString(), Revision = reader.ReadInt32() };
        var exports = new List<byte[]?>();
        for (var left = reader.ReadInt32(); left > 0; left--) exports.Add(reader.ReadBoolean() ? ReadBytes(reader) : null);
        said.Exports = said.Told is null ? null : [.. exports];
        return said;
    }

    private static void Write(BinaryWriter writer, in Said.Content? content)
    {
        writer.Write(content is not null);
        if (content is not { } there) return;
        writer.Write(there.Time);
        writer.Write(there.Offset);
        writer.Write(there.From);
        writer.Write(there.Value);
        writer.Write(there.Attested);
    }

    private static Said.Content? ReadContent(BinaryReader reader) => reader.ReadBoolean()
        ? new Said.Content(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadDouble(), reader.ReadBoolean())
        : null;

    private static void WriteBytes(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] ReadBytes(BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());
}
