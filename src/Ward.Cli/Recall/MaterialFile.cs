using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Detect.Testing;
using Ward.Ingest;
using Ward.Ingest.Packets;

namespace Ward.Cli.Recall;

/// <summary>A file of recorded events: a capture (pcap, pcapng), or lines, documents and event files of Windows (log, json, jsonl, ndjson, txt, xml, evtx; .gz too).</summary>
/// <param name="Path">As the system has it.</param>
/// <param name="Name">Below the folder that was named, with forward slashes.</param>
internal sealed record MaterialFile(string Path, string Name)
{
    private static readonly string[] Captures = [".pcap", ".pcapng"], Texts = [".log", ".json", ".jsonl", ".ndjson", ".txt", ".xml", ".evtx", ".log.gz", ".json.gz", ".jsonl.gz", ".ndjson.gz", ".xml.gz", ".evtx.gz"];

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
        LineReader.TryMake("auto", null, out var reader);
        return RuleRun.Findings(rules, Lines().Select(line => reader.Read(line, null)), out events);
    }

    private IEnumerable<ReadOnlyMemory<byte>> Lines()
    {
        if (!IsCapture(Path))
        {
            foreach (var record in FileRecords.Of(Path, _ => { })) yield return record.ToArray();
            yield break;
        }

        using var capture = File.OpenRead(Path);
        foreach (var unit in new PcapUnits(capture, new PacketOptions())) yield return unit.Line;
    }

    private static bool IsCapture(string file) => Captures.Any(c => file.EndsWith(c, StringComparison.OrdinalIgnoreCase));
}
