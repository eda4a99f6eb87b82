using System.Text;
using Ward.City;

namespace Ward.Detect.Correlation;

/// <summary>
/// Writes and reads the state of an engine's correlations in a <see cref="StateFrame"/>: how far the feeds have come,
/// and each correlation under its fingerprint. One that is not there any more is passed over, one that is new begins empty.
/// </summary>
internal sealed class CorrelationCodec(Correlations correlations, RuleEngineOptions options)
{
    private const string Tag = "counters";
    private const int Version = 3;

    /// <summary>One partition's state, read but not yet in force.</summary>
    private sealed record Saved(long Made, long Watermark, CityId City, (long, long, long) Evictions, List<Group> Groups);

    private sealed record SavedNode(CorrelationNode Node, CorrelationTally Tally, List<Saved> Partitions);

    internal void Save(Stream state) => StateFrame.Write(state, Tag, Version, writer =>
    {
        correlations.Progress.Write(writer);
        writer.Write(correlations.Nodes.Count);
        foreach (var node in correlations.Nodes) Write(writer, node);
    });

    internal bool TryRestore(Stream state)
    {
        if (!StateFrame.TryRead(state, Tag, Version, out var body)) return false;
        using var reader = new BinaryReader(new MemoryStream(body, writable: false), Encoding.UTF8);
        try
        {
            var progress = Progress.Read(reader, options);
            var nodes = new Dictionary<CorrelationNode, SavedNode>();
            for (var left = reader.ReadInt32(); left > 0; left--)
                if (ReadNode(reader) is { } node) nodes[node.Node] = node;
            foreach (var node in correlations.Nodes) Take(node, nodes.GetValueOrDefault(node), progress.Watermark);
            correlations.Restore(progress);
            return true;
        }
        catch (Exception e) when (e is IOException or ArgumentException or FormatException)
        {
            return false;
        }
    }

    private static void Take(CorrelationNode node, SavedNode? saved, long watermark)
    {
        if (saved is not null) node.Tally.Take(saved.Tally);
        else node.Tally.Take(new CorrelationTally());
        var tables = node.Partitions.Select(_ => new GroupTable()).ToArray();
        var groups = saved?.Partitions.SelectMany(p => p.Groups) ?? [];
        // Spread over another number of partitions, the order of the last event is found again by its time.
        if (saved is not null && saved.Partitions.Count != tables.Length) groups = groups.OrderBy(g => g.Received);
        foreach (var group in groups) tables[GroupPartition.Of(group.Key, tables.Length)].Add(group);
        for (var i = 0; i < tables.Length; i++)
        {
            var own = saved is not null && saved.Partitions.Count == tables.Length ? saved.Partitions[i] : saved?.Partitions[0];
            node.Partitions[i].Restore(tables[i], saved is null ? 0 : own!.Made is var made && saved.Partitions.Count == tables.Length ? made : saved.Partitions.Max(p => p.Made), own?.Watermark ?? watermark, own?.City ?? default);
            node.Partitions[i].Evictions.State = own?.Evictions ?? (0, 0, long.MinValue);
        }
    }

    private SavedNode? ReadNode(BinaryReader outer)
    {
        var fingerprint = outer.ReadString();
        var body = outer.ReadBytes(outer.ReadInt32());
        if (correlations.Nodes.FirstOrDefault(n => n.Plan.Fingerprint == fingerprint) is not { } node) return null;
        using var reader = new BinaryReader(new MemoryStream(body), Encoding.UTF8);
        var tally = CorrelationTally.Read(reader);
        var partitions = new List<Saved>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (made, watermark, city) = (reader.ReadInt64(), reader.ReadInt64(), new CityId(reader.ReadString()));
            var evictions = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
            var groups = new List<Group>();
            for (var count = reader.ReadInt32(); count > 0; count--) groups.Add(GroupCodec.Read(reader, node.Partitions[0]));
            partitions.Add(new Saved(made, watermark, city, evictions, groups));
        }

        return new SavedNode(node, tally, partitions);
    }

    private static void Write(BinaryWriter writer, CorrelationNode node)
    {
        writer.Write(node.Plan.Fingerprint);
        StateFrame.WriteSized(writer, () =>
        {
            node.Tally.Write(writer);
            writer.Write(node.Partitions.Length);
            foreach (var partition in node.Partitions)
            {
                writer.Write(partition.Made);
                writer.Write(partition.Watermark);
                writer.Write(partition.City.Value ?? "");
                var (given, first, told) = partition.Evictions.State;
                writer.Write(given);
                writer.Write(first);
                writer.Write(told);
                writer.Write(partition.Groups.Count);
                for (var group = partition.Groups.Oldest; group is not null; group = group.Newer) GroupCodec.Write(writer, group);
            }
        });
    }
}
