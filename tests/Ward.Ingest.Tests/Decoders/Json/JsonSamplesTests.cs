using System.Text;
using Ward.Ingest.Decoders;
using Ward.Ingest.Decoders.Families;
using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Tests.Decoders.Json;

/// <summary>What holds for every decoder of the family, by its card.</summary>
public sealed class JsonSamplesTests
{
    // Flow records are Ward's own form, written in one order by its own feed.
    public static TheoryData<string> Names => [.. JsonDecoders.All.Select(m => m()).Where(d => d is JsonSource || d.Card.Shape != LineShape.Json).Select(d => d.Card.Name)];

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

    [Theory]
    [MemberData(nameof(Names))]
    public void MembersOfNobodyChangeNothingThatASampleSays(string name)
    {
        var card = DecoderSet.Cards.Single(c => c.Name == name);
        if (card.Shape != LineShape.Json) return;
        var plain = Decoded.Line("auto", card.Sample);
        var deep = string.Concat(Enumerable.Repeat("{\"d\":", 60)) + "1" + new string('}', 60);
        byte[] more = [.. Encoding.UTF8.GetBytes($"{{\"zz1\":1e999999,\"zz2\":{new string('9', 400)},\"zz3\":\"\\u0000\",\"zz4\":[[],{{}},null],\"zz5\":{deep},\"\":\"\",\"zz6\":\""), 0xFF, 0xC3, (byte)'"', (byte)','];
        var read = Decoded.Line("auto", [.. more, .. Encoding.UTF8.GetBytes(card.Sample[1..])]);
        Assert.Equal((plain.By, plain.Class, plain.Activity, plain.Status, plain.Source, plain.Time, plain.Proven), (read.By, read.Class, read.Activity, read.Status, read.Source, read.Time, read.Proven));
        foreach (var (path, value) in plain.Fields) Assert.Equal(value, read[path]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ADoubledMemberNeverTakesThePlaceOfTheFirst(string name)
    {
        var card = DecoderSet.Cards.Single(c => c.Name == name);
        if (card.Shape != LineShape.Json) return;
        var plain = Decoded.Line("auto", card.Sample);
        // The same members once more, every digit another.
        var again = string.Concat(card.Sample[1..^1].Select(c => c is >= '1' and <= '7' ? (char)(c + 1) : c));
        var read = Decoded.Line("auto", $"{card.Sample[..^1]},{again}}}");
        Assert.Equal((plain.By, plain.Class, plain.Activity, plain.Status, plain.Source, plain.Time), (read.By, read.Class, read.Activity, read.Status, read.Source, read.Time));
        foreach (var path in new[] { "src_endpoint.ip", "src_endpoint.port", "dst_endpoint.ip", "user.name", "actor.user.name", "device.hostname", "metadata.event_code" }) Assert.Equal(plain[path], read[path]);
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
