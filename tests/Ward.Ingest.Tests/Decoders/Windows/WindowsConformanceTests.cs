using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Ward.Ingest.Tests.Decoders.Windows;

/// <summary>Public Windows events, read by <c>auto</c>, against what the material itself says of channel, event id and log source.</summary>
public sealed class WindowsConformanceTests
{
    private static readonly DateTimeOffset Late = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void EveryRawSampleOfTheSigmaRegressionIsRead()
    {
        var wrong = new List<string>();
        foreach (var line in Lines("regression", "events"))
        {
            using var json = JsonDocument.Parse(line);
            var system = json.RootElement.GetProperty("Event").GetProperty("System");
            Check(line, "windows-json", Text(system.GetProperty("EventID")), system.GetProperty("Channel").GetString(), null, wrong);
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("regression", "flat")]
    [InlineData("evtx-attack", "even.flat.jsonl.gz")]
    [InlineData("lanes", "structured_windows.ndjson.gz")]
    [InlineData("lanes", "sysmon_file_event.ndjson.gz")]
    [InlineData("lanes", "match_heavy.ndjson.gz")]
    [InlineData("lanes", "low_match.ndjson.gz")]
    public void EveryFlatSampleIsReadWithTheLogSourceThatItStates(string folder, string name)
    {
        var wrong = new List<string>();
        foreach (var line in Lines(folder, name))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var stated = new LogSource(Member(root, "category") ?? "", Member(root, "product") ?? "", Member(root, "service") ?? "");
            Check(line, "windows-json", Text(root.GetProperty("EventID")), Member(root, "Channel"), stated, wrong);
        }

        Assert.Empty(wrong);
    }

    private static void Check(string line, string decoder, string eventId, string? channel, LogSource? stated, List<string> wrong)
    {
        var read = Decoded.Line("auto", Encoding.UTF8.GetBytes(line), Late);
        var says = stated is null
            || (Agrees(stated.Category, read.Source.Category) && stated.Product == read.Source.Product && (stated.Service.Length == 0 || stated.Service == read.Source.Service));
        if (read.Understood && read.By == decoder && read["metadata.event_code"] == eventId && read["metadata.log_name"] == channel && says) return;
        if (wrong.Count < 5) wrong.Add($"{read.By} {read["metadata.event_code"]} {read["metadata.log_name"]} {read.Source}: {line}");
    }

    // The material names registry_event where Sigma has a narrower word for the same.
    private static bool Agrees(string stated, string read) => stated == read || stated.Length == 0 || (stated == "registry_event" && read.StartsWith("registry_", StringComparison.Ordinal));

    private static string? Member(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object => Text(value.GetProperty("#text")),
        _ => value.GetRawText(),
    };

    private static IEnumerable<string> Lines(string folder, string name)
    {
        var path = Path.Combine(Conformance.Folder(), "sigma", folder, name);
        string[] files = Directory.Exists(path) ? Directory.GetFiles(path) : File.Exists(path) ? [path] : [];
        if (files.Length == 0) Assert.Skip($"needs the shared conformance material (sigma/{folder}/{name})");
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            using var stream = File.OpenRead(file);
            using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
            while (reader.ReadLine() is { } line)
                if (line.Length > 0) yield return line;
        }
    }
}
