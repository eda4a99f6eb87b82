using System.Text;
using Ward.Ingest.Decoders;
using Ward.Ingest.Decoders.Families;

namespace Ward.Ingest.Tests.Decoders.Json;

/// <summary>What holds for every decoder of the family, by its card.</summary>
public sealed class JsonSamplesTests
{
    public static TheoryData<string> Names => [.. JsonDecoders.All.Select(m => m().Card.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSampleOfTheCardIsReadByItsOwnDecoderAndChosenByAuto(string name)
    {
        var sample = DecoderSet.Cards.Single(c => c.Name == name).Sample;
        Assert.True(Decoded.Line(name, sample).Understood);
        var read = Decoded.Line("auto", sample);
        Assert.True(read.Understood);
        Assert.Equal(DecoderSet.Cards.Single(c => c.Name == name).Envelope ? "sshd" : name, read.By);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSampleSaysWhenItHappened(string name)
    {
        if (name == "zeek-tsv") return;
        var read = Decoded.Line("auto", DecoderSet.Cards.Single(c => c.Name == name).Sample);
        Assert.Equal(new DateTime(2026, 3, 1, 11, 59, 58), new DateTime(read.Time.Ticks - (read.Time.Ticks % TimeSpan.TicksPerSecond)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ALineThatIsCutAnywhereIsNeverReadAsWholeJson(string name)
    {
        var card = DecoderSet.Cards.Single(c => c.Name == name);
        if (card.Shape != LineShape.Json) return;
        var whole = Encoding.UTF8.GetBytes(card.Sample);
        for (var length = 0; length < whole.Length; length += 7) Assert.False(Decoded.Line(name, whole[..length]).Understood);
    }

    [Fact]
    public void EveryMemberOfASampleIsKeptUnderItsOwnNameOrAField()
    {
        foreach (var name in new[] { "suricata", "aws-cloudtrail", "m365-audit", "azure", "github-audit", "gcp-audit", "kubernetes-audit", "osquery", "samba-audit", "misp-sighting", "ngsi-ld", "zeek-json" })
        {
            var sample = DecoderSet.Cards.Single(c => c.Name == name).Sample;
            var (read, plain) = (Decoded.Line(name, sample), Decoded.Line("json", sample));
            // The plain decoder adds nothing of its own but the host.
            foreach (var (path, value) in plain.Fields.Where(f => f.Key != "device.hostname")) Assert.True(read[path] == value, $"{name}: {path}");
        }
    }
}
