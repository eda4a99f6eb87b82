using Ward.Cli.Benchmarks;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;
using Ward.Ingest.Packets;

namespace Ward.Cli.Recall;

/// <summary>A file of recorded events: a capture (pcap, pcapng), or lines (log, json, jsonl, ndjson, txt; .gz too).</summary>
/// <param name="Path">As the system has it.</param>
/// <param name="Name">Below the folder that was named, with forward slashes.</param>
internal sealed record MaterialFile(string Path, string Name)
{
    /// <summary>Beyond every timespan: whatever waits has been judged by then.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromDays(400);
    private static readonly string[] Captures = [".pcap", ".pcapng"], Texts = [".log", ".json", ".jsonl", ".ndjson", ".txt", ".log.gz", ".json.gz", ".jsonl.gz", ".ndjson.gz"];

    /// <summary>The files of a path in the order of their names; licences, tests and tables beside them are left out.</summary>
    public static IEnumerable<MaterialFile> Of(string path)
    {
        if (File.Exists(path)) return [new MaterialFile(path, System.IO.Path.GetFileName(path))];
        var above = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path).TrimEnd('/')) ?? path;
        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(f => IsCapture(f) || Texts.Any(t => f.EndsWith(t, StringComparison.OrdinalIgnoreCase)))
            .Where(f => !System.IO.Path.GetFileName(f).StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).Select(f => new MaterialFile(f, System.IO.Path.GetRelativePath(above, f).Replace('\\', '/')));
    }

    /// <summary>The findings of all rules over the file, each in its last revision, by an engine of its own.</summary>
    /// <param name="events">How many events it holds.</param>
    public IReadOnlyList<Finding> Run(RuleSet rules, out long events)
    {
        var engine = new RuleEngine(rules);
        var findings = new List<Finding>();
        LineReader.TryMake("auto", null, out var reader);
        events = 0;
        var last = DateTimeOffset.MinValue;
        foreach (var line in Lines())
        {
            var e = reader.Read(line, null);
            engine.Evaluate(e, findings);
            events++;
            if (e.Received > last) last = e.Received;
        }

        if (events > 0 && engine.Waits) engine.Pass(last + Long, findings);
        return [.. findings.GroupBy(f => f.Id).Select(g => g.MaxBy(f => f.Revision)!)];
    }

    private IEnumerable<ReadOnlyMemory<byte>> Lines()
    {
        if (!IsCapture(Path))
        {
            foreach (var line in FlatEvents.Lines(Path)) yield return line;
            yield break;
        }

        using var capture = File.OpenRead(Path);
        foreach (var unit in new PcapUnits(capture, new PacketOptions())) yield return unit.Line;
    }

    private static bool IsCapture(string file) => Captures.Any(c => file.EndsWith(c, StringComparison.OrdinalIgnoreCase));
}
