using System.Text;
using CsCheck;
using Ward.Standards.Misp;
using Ward.Standards.Stix;
using Ward.Standards.Tests.Sigma;

namespace Ward.Standards.Tests.Misp;

public sealed class MispReaderTests
{
    private const string Event = """
        {"Event":{"uuid":"5e8f2a33-3b3c-4d3e-8a5c-5c7f1a2b3c4d","info":"A phishing wave","timestamp":"1767225600","threat_level_id":"2","Orgc":{"name":"CERT"},
        "Tag":[{"name":"tlp:green"},{"name":"PAP:AMBER"}],
        "Attribute":[{"uuid":"1","type":"ip-dst","value":"198.51.100.7","to_ids":true,"timestamp":"1767225600","Tag":[{"name":"tlp:amber"}]},{"type":"domain","value":"gone.example","deleted":true}],
        "Object":[{"name":"file","Attribute":[{"uuid":"2","type":"sha256","value":"aa","to_ids":false}]}]}}
        """;

    [Fact]
    public void AttributesOfTheEventAndOfItsObjectsAreReadWithTheStrictestMarking()
    {
        Assert.True(MispReader.TryEvents(Encoding.UTF8.GetBytes(Event), out var events, out _));
        var read = Assert.Single(events);
        Assert.Equal(["ip-dst", "sha256"], read.Attributes.Select(a => a.Type));
        Assert.Equal((Tlp.Amber, Pap.Amber), (read.Attributes[0].Level, read.Attributes[0].Action));
        Assert.Equal((Tlp.Green, Pap.Amber), (read.Attributes[1].Level, read.Attributes[1].Action));
        Assert.Equal((true, false), (read.Attributes[0].ForDetection, read.Attributes[1].ForDetection));
    }

    [Fact]
    public void AManifestNamesItsEventsByUuidAlone()
    {
        Assert.True(MispReader.TryManifest("""{"5e8f2a33-3b3c-4d3e-8a5c-5c7f1a2b3c4d":{"timestamp":1767225600}}"""u8.ToArray(), out var events, out _));
        Assert.Single(events);
        Assert.False(MispReader.TryManifest("""{"../../secret":{}}"""u8.ToArray(), out _, out var reason));
        Assert.Contains("uuid", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyBytesAreReadOrRefused() =>
        Gen.Select(Gen.Int[0, Event.Length - 1], Gen.Byte, Gen.Int[0, 40]).Sample((at, other, cut) =>
        {
            var bytes = Encoding.UTF8.GetBytes(Event);
            bytes[at] = other;
            var some = bytes.AsMemory(0, bytes.Length - cut);
            MispReader.TryEvents(some, out _, out _);
            MispReader.TryManifest(some, out _, out _);
            MispReader.TryWarninglist(some, out _, out _);
        });

    [Fact]
    public void EveryPublicWarningListIsRead()
    {
        var folder = Conformance.Folder("misp-warninglists");
        if (folder is null) Assert.Skip("conformance/misp-warninglists is not beside the checkout.");
        var files = Directory.GetFiles(folder, "list.json", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.True(MispReader.TryWarninglist(File.ReadAllBytes(f), out var list, out _) && list.Entries.Count > 0, f));
    }
}
