using System.Text;
using Ward.Ingest.Decoders.Windows;

namespace Ward.Ingest.Tests.Decoders.Windows;

public sealed class EvtxReaderTests
{
    private static readonly DateTime Time = new(2026, 3, 1, 11, 59, 58, 500, DateTimeKind.Utc);

    [Fact]
    public void ARecordBecomesTheLineThatTheXmlDecoderReads()
    {
        var file = new EvtxWriter().Record(41, 4720, Time, "Security", "TargetUserName", Text("ann & <bo>\nnext")).Record(42, 4726, Time, "Security", "TargetUserName", Text("cy")).File();
        var records = Read(file, out var damaged);
        Assert.Equal((2, 0), (records.Count, damaged));
        Assert.Equal((41, new DateTimeOffset(Time)), (records[0].Id, records[0].Written));

        var first = Decoded.Line("auto", records[0].Line);
        Assert.Equal(("windows-xml", EventClass.UserManagement, 1), (first.By, first.Class, first.Activity));
        Assert.Equal(("ann & <bo>\nnext", "Test-Provider", "desk-7", "4720"), (first["user.name"], first["Provider_Name"], first["Computer"], first["EventID"]));
        Assert.Equal(new DateTimeOffset(Time), first.Time);
        Assert.DoesNotContain((byte)'\n', records[0].Line);
        // The second record points at the first one's template and names.
        Assert.Equal((3, "cy"), (Decoded.Line("auto", records[1].Line).Activity, Decoded.Line("auto", records[1].Line)["TargetUserName"]));
    }

    [Fact]
    public void AnOptionalAttributeWithoutValueIsLeftOut() =>
        Assert.DoesNotContain("Missing", Encoding.UTF8.GetString(Read(new EvtxWriter().Record(1, 1, Time, "c", "n", Text("x")).File(), out _)[0].Line), StringComparison.Ordinal);

    public static TheoryData<byte, string, string> Values => new()
    {
        { 0x03, "FF", "-1" },
        { 0x04, "FF", "255" },
        { 0x05, "FEFF", "-2" },
        { 0x08, "FFFFFFFF", "4294967295" },
        { 0x09, "FFFFFFFFFFFFFFFF", "-1" },
        { 0x0D, "01000000", "true" },
        { 0x0E, "00FF10", "00FF10" },
        { 0x0F, "0102030405060708090A0B0C0D0E0F10", "{04030201-0605-0807-090A-0B0C0D0E0F10}" },
        { 0x11, "0080F5C9C7A9DC01", "" },
        { 0x13, "010500000000000515000000010000000200000003000000F4010000", "S-1-5-21-1-2-3-500" },
        { 0x14, "E7030000", "0x3e7" },
        { 0x81, "61000000620000000000", "a\nb" },
        { 0x88, "0100000002000000", "1,2" },
        { 0x02, "6162FF00", "abÿ" },
    };

    [Theory, MemberData(nameof(Values))]
    public void EveryTypeOfValueIsWrittenAsWindowsWritesIt(byte type, string hex, string expected)
    {
        var records = Read(new EvtxWriter().Record(1, 1, Time, "c", "Datum", (type, Convert.FromHexString(hex))).File(), out var damaged);
        Assert.Equal((1, 0), (records.Count, damaged));
        var value = Decoded.Line("windows-xml", records[0].Line)["Datum"];
        if (expected.Length > 0) Assert.Equal(expected, value);
        else Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$", value!);
    }

    [Theory]
    [InlineData(0x13, "0105")]
    [InlineData(0x0F, "01")]
    [InlineData(0x7E, "01")]
    [InlineData(0x88, "010000")]
    public void AValueThatIsNotOfItsTypeCostsItsRecordAlone(byte type, string hex)
    {
        var file = new EvtxWriter().Record(1, 1, Time, "c", "n", (type, Convert.FromHexString(hex))).Record(2, 1, Time, "c", "n", Text("fine")).File();
        Assert.Equal([2L], Read(file, out var damaged).Select(r => r.Id));
        Assert.Equal(1, damaged);
    }

    [Fact]
    public void AFileThatIsNoneOrIsCutIsCounted()
    {
        Assert.Empty(Read([], out var damaged));
        Assert.Equal(1, damaged);
        Assert.Empty(Read(new byte[10_000], out damaged));
        Assert.Equal(1, damaged);
        var whole = new EvtxWriter().Record(1, 1, Time, "c", "n", Text("x")).File();
        Assert.Empty(Read(whole[..^1], out damaged));
        Assert.Equal(1, damaged);
        Assert.Empty(Read([.. whole[..4096], .. new byte[65_536]], out damaged));
        Assert.Equal(0, damaged);
    }

    [Fact]
    public void DamageAnywhereNeitherThrowsNorHangs()
    {
        var whole = new EvtxWriter().Record(1, 4624, Time, "Security", "TargetUserName", Text("ann")).Record(2, 4625, Time, "Security", "TargetUserName", Text("bo")).File();
        var chance = new Random(7);
        var end = 4096 + 512 + 2000;
        for (var round = 0; round < 3000; round++)
        {
            var broken = (byte[])whole.Clone();
            for (var change = chance.Next(1, 6); change > 0; change--) broken[chance.Next(4096, end)] = (byte)chance.Next(256);
            foreach (var record in Read(broken, out _)) Assert.NotEmpty(record.Line);
        }
    }

    [Fact]
    public void ATemplateThatContainsItselfEnds()
    {
        var writer = new EvtxWriter().Record(1, 1, Time, "c", "n", Text("x"));
        var file = writer.File();
        // Inside the template's definition, in place of its first element: an instance of the same template.
        var body = 4096 + 512 + 24 + 4 + 10 + 24 + 4;
        byte[] again = [0x0C, 1, 7, 0, 0, 0, .. BitConverter.GetBytes(512 + 24 + 4 + 10), 0, 0, 0, 0];
        again.CopyTo(file, body);
        Assert.Empty(Read(file, out var damaged));
        Assert.Equal(1, damaged);
    }

    private static (byte, byte[]) Text(string text) => (0x01, Encoding.Unicode.GetBytes(text));

    private static List<EvtxRecord> Read(byte[] file, out int damaged)
    {
        var reader = new EvtxReader(new MemoryStream(file));
        var records = reader.Read().ToList();
        damaged = reader.Damaged;
        return records;
    }
}
