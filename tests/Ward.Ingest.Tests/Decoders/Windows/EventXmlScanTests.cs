using System.Text;
using CsCheck;
using Ward.Ingest.Decoders;
using Ward.Ingest.Decoders.Json;
using Ward.Ingest.Decoders.Windows;

namespace Ward.Ingest.Tests.Decoders.Windows;

/// <summary>The quick reading of an event's XML against the platform's reader: the same taken, the same members.</summary>
public sealed class EventXmlScanTests
{
    private static readonly string[] Pieces =
    [
        "<Event>", "</Event>", "<System>", "</System>", "<EventData>", "</EventData>", "<UserData>", "</UserData>", "<EventID>1</EventID>", "<EventID Qualifiers='0'>1</EventID>", "<Data Name='a'>x</Data>", "<Data Name='a'/>",
        "<Data>y</Data>", "<Data Name=\"b\" Other='1'>", "</Data>", "<P><Q>z</Q></P>", "<TimeCreated SystemTime='t'/>", "<x", ">", "/>", " ", "\n", "\r\n", "&amp;", "&#10;", "&#x41;", "&#0;", "&x;", "&", "]]>", "<![CDATA[q]]>", "<!-- c -->",
        "<?p?>", "xmlns='u'", "a='1'", "a='1' a='2'", "a='<'", "é", "\u0001", "<a:b/>", "text", "<", "''", "\t", "<Execution ProcessID='4' ThreadID='8'/>", "<a><b><c><d><e><f><g>h</g></f></e></d></c></b></a>",
    ];

    [Fact]
    public void WhateverTheTextItIsReadAsThePlatformReadsIt() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 8].Sample(
            parts =>
            {
                var middle = string.Concat(parts);
                Compare(Encoding.UTF8.GetBytes(middle));
                Compare(Encoding.UTF8.GetBytes($"<Event>{middle}</Event>"));
                Compare(Encoding.UTF8.GetBytes($"<Event xmlns='u'><System><EventID>1</EventID></System><EventData>{middle}</EventData></Event>"));
            },
            iter: 20_000);

    [Fact]
    public void ASampleWithOneByteChangedIsReadAsThePlatformReadsIt()
    {
        var sample = Encoding.UTF8.GetBytes(DecoderSet.Cards.Single(c => c.Name == "windows-xml").Sample);
        Gen.Select(Gen.Int[0, sample.Length - 1], Gen.Byte).Sample(
            (at, value) =>
            {
                var line = (byte[])sample.Clone();
                line[at] = value;
                Compare(line);
            },
            iter: 20_000);
    }

    [Fact]
    public void TheSampleIsReadQuickly()
    {
        var sample = Encoding.UTF8.GetBytes(DecoderSet.Cards.Single(c => c.Name == "windows-xml").Sample);
        var names = new (int, int)[EventXmlScan.PathRoom];
        Assert.True(new EventXmlScan(sample, new MemberTable(), names, new byte[sample.Length + 256]).TryRead(out var isEvent) && isEvent);
    }

    private static void Compare(byte[] line)
    {
        var (quick, patient) = (new MemberTable(), new MemberTable());
        var taken = new WindowsXml().TryFill(line, quick);
        Assert.Equal(new WindowsXml().TryFillPatiently(line, patient), taken);
        if (taken) Assert.Equal(Members(patient), Members(quick));
    }

    private static IEnumerable<(string, string)> Members(MemberTable table) =>
        Enumerable.Range(0, table.Count).Select(i => (Encoding.UTF8.GetString(table.NameAt(i)), Encoding.UTF8.GetString(table.ValueAt(i))));
}
