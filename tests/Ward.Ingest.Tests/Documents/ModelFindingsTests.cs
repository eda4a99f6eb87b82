using System.Globalization;
using System.IO.Compression;
using System.Text;
using Ward.Ingest.Decoders;
using Ward.Ingest.Packets;
using Ward.Ingest.Tests.Decoders;

namespace Ward.Ingest.Tests.Documents;

/// <summary>Every decoder's own sample, and the lines of others, through the validator of the schema.</summary>
public sealed class ModelFindingsTests
{
    private const int MostOfAFile = 1500;

    [Fact]
    public void TheSamplesOfTheCardsLeaveNothingToSay()
    {
        var findings = new ModelFindings();
        foreach (var card in DecoderSet.Cards) findings.Add(card.Name, Encoding.UTF8.GetBytes(card.Sample));
        Assert.True(findings.All.Count == 0, string.Join('\n', findings.All));
    }

    [Theory]
    [InlineData("loghub", "*.log", "auto")]
    [InlineData("sigma/lanes", "*.ndjson.gz", "auto")]
    [InlineData("sigma/evtx-attack", "*.jsonl.gz", "auto")]
    [InlineData("sigma/regression", "*.json*", "auto")]
    [InlineData("suricata-verify", "*.pcap", "auto")]
    [InlineData("ics-pcap", "*.pcap", "auto")]
    public void LinesOfOthersMakeValidDocuments(string folder, string pattern, string decoder)
    {
        var path = Path.Combine(Conformance.Folder(), folder);
        if (!Directory.Exists(path)) Assert.Skip($"needs the shared conformance material ({folder})");
        var findings = new ModelFindings();
        foreach (var file in Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            foreach (var line in Lines(file).Take(MostOfAFile)) findings.Add(decoder, line);
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{folder}: {findings.Valid} of {findings.Documents} documents valid; {findings.All.Count} kinds of finding\n{string.Join('\n', findings.All.Take(200))}"));
        Assert.True(findings.Documents > 0);
        Assert.Equal(findings.Documents, findings.Valid);
    }

    private static IEnumerable<byte[]> Lines(string file)
    {
        using var stream = File.OpenRead(file);
        if (file.EndsWith(".pcap", StringComparison.Ordinal))
        {
            foreach (var unit in new PcapUnits(stream, new PacketOptions())) yield return unit.Line.ToArray();
            yield break;
        }

        using Stream plain = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var reader = new StreamReader(plain);
        while (reader.ReadLine() is { } line) yield return Encoding.UTF8.GetBytes(line);
    }
}
