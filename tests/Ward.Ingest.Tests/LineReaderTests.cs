using System.Text;
using CsCheck;
using Ward.City;
using Ward.Ingest.Decoders;
using Ward.Ingest.Documents;

namespace Ward.Ingest.Tests;

public sealed class LineReaderTests
{
    private static readonly byte[] Dated = Encoding.UTF8.GetBytes("<38>1 2019-03-01T11:59:58Z gate sshd 42 - - Accepted password for root from 203.0.113.7 port 5022 ssh2");

    private static LineReader Reader(string decoder, string? asset = null)
    {
        Assert.True(LineReader.TryMake(decoder, asset is null ? null : new AssetId(asset), out var reader));
        return reader;
    }

    [Fact]
    public void TheTimeThatALineNamesIsBelievedHoweverLongAgo()
    {
        var e = Reader("sshd").Read(Dated, null);

        Assert.Equal((new DateTimeOffset(2019, 3, 1, 11, 59, 58, TimeSpan.Zero), true, "sshd"), (e.Time, e.Received == e.Time, e.Decoder));
    }

    [Fact]
    public void ALineThatNamesNoneHappenedWhenItCame()
    {
        var came = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

        Assert.Equal((came, LineReader.Unstated), (Reader("json").Read("{\"a\":1}"u8.ToArray(), came).Time, Reader("json").Read("{\"a\":1}"u8.ToArray(), null).Time));
    }

    [Fact]
    public void ALineThatNobodyUnderstandsNamesNoDecoderAndTheAssetIsTheOneGiven()
    {
        var e = Reader("sshd", "gate").Read("what is this"u8.ToArray(), null);

        Assert.Equal(("", new AssetId("gate")), (e.Decoder, e.Asset));
    }

    [Fact]
    public void ThereIsNoReaderForADecoderThatThereIsNot() => Assert.False(LineReader.TryMake("nothing", null, out _));

    [Fact]
    public void ACopyIsTheSameEventButForTheFieldsLeftOut()
    {
        var e = Reader("sshd").Read(Dated, null);
        var user = Enumerable.Range(0, e.FieldCount).Single(s => e.FieldAt(s) == Fields.UserName);

        var whole = new EventBuilder().Copy(e).Event;
        var part = new EventBuilder().Copy(e, new HashSet<int> { user }).Event;

        Assert.Equal(EventJson.ToUtf8(e), EventJson.ToUtf8(whole));
        Assert.Equal((e.FieldCount - 1, false), (part.FieldCount, part.TryGet(Fields.UserName, out _)));
    }

    [Fact]
    public void TheLineOfAnExportedEventIsFoundInItsDocument()
    {
        var e = Reader("auto", "gate").Read(Dated, null);

        Assert.True(KeptLine.TryRead(EventJson.ToUtf8(e), out var kept));
        Assert.Equal((Encoding.UTF8.GetString(Dated), "sshd", "gate", e.Received), (Encoding.UTF8.GetString(kept.Raw), kept.Decoder, kept.Asset, kept.Received!.Value));
    }

    [Fact]
    public void ALineThatIsNoTextComesBackByteForByte()
    {
        byte[] line = [.. Dated, 0xFF, 0xFE];

        Assert.True(KeptLine.TryRead(EventJson.ToUtf8(Reader("auto").Read(line, null)), out var kept));
        Assert.Equal(line, kept.Raw);
    }

    [Fact]
    public void TheLineOfASearchRowIsFoundInIt()
    {
        Assert.True(KeptLine.TryRead("""{"kind":"row","event":{"offset":1,"received":"2026-03-01T10:00:00Z","asset":"gate","decoder":"sshd","assurance":"none","raw":"the line"}}"""u8.ToArray(), out var kept));
        Assert.Equal(("the line", "sshd", "gate"), (Encoding.UTF8.GetString(kept.Raw), kept.Decoder, kept.Asset));
    }

    [Fact]
    public void AnOrdinaryLineIsNoDocumentAndNothingThrows()
    {
        foreach (var card in DecoderSet.Cards) Assert.False(KeptLine.TryRead(Encoding.UTF8.GetBytes(card.Sample), out _));
        var document = EventJson.ToUtf8(Reader("auto").Read(Dated, null));
        Gen.Select(Gen.Int[0, document.Length - 1], Gen.Byte).Sample((at, b) =>
        {
            byte[] changed = [.. document];
            changed[at] = b;
            KeptLine.TryRead(changed, out _);
        }, iter: 2000);
        Gen.Byte.Array[0, 60].Sample(bytes => { KeptLine.TryRead(bytes, out _); }, iter: 2000);
    }
}
