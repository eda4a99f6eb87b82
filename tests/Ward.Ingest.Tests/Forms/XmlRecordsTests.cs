using CsCheck;
using Ward.Ingest.Forms;

namespace Ward.Ingest.Tests.Forms;

public sealed class XmlRecordsTests
{
    private const string Alert = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- drill -->\n<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n  <identifier>a > b</identifier>\n  <info><event><![CDATA[ </alert> ]]></event></info>\n</alert>";

    [Fact]
    public void AnIndentedDocumentIsOneRecordAsItStands() => Assert.Equal([Alert], Read.Of(SourceForm.Xml, Alert).Records);

    [Fact]
    public void DocumentsThatFollowOneAnotherAreOneEach() => Assert.Equal([Alert, "<alert/>", "<a b='>'>\n</a>"], Read.Of(SourceForm.Xml, $"\n{Alert}\n<alert/>\n\n<a b='>'>\n</a>\n").Records);

    [Theory]
    [InlineData("<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title><entry><content type=\"text/xml\">\n<alert xmlns=\"c\"><x/></alert></content></entry><entry><cap:alert xmlns:cap=\"c\">2</cap:alert></entry></feed>", "<alert xmlns=\"c\"><x/></alert>|<cap:alert xmlns:cap=\"c\">2</cap:alert>")]
    [InlineData("<Events>\n<Event xmlns='e'>\n<System/></Event>\n<Event a=\"/\"/><other/></Events>", "<Event xmlns='e'>\n<System/></Event>|<Event a=\"/\"/>")]
    [InlineData("<Event><System><Event/></System></Event>", "<Event><System><Event/></System></Event>")]
    [InlineData("<!DOCTYPE a [ <!ENTITY x \"]>\"> ]><a>&x;</a>", "<!DOCTYPE a [ <!ENTITY x \"]>\"> ]><a>&x;</a>")]
    [InlineData("<alert/>", "<alert/>")]
    [InlineData("", "")]
    [InlineData("  \n", "")]
    public void WarningsAndEventsWithinADocumentAreOneEach(string text, string records)
    {
        var read = Read.Of(SourceForm.Xml, text);
        Assert.Equal(records, string.Join('|', read.Records));
        Assert.Equal((0, 0, true), (read.Refused, read.Damaged, read.IsWhole));
    }

    [Fact]
    public void ADocumentOverTheLimitIsRefusedAloneAndTheOthersAreTaken()
    {
        var read = Read.Of(SourceForm.Xml, $"<a>{new string('x', 400)}</a><b/><feed>{new string('y', 400)}<alert>1</alert></feed>", limit: 100);
        Assert.Equal(["<b/>", "<alert>1</alert>"], read.Records);
        Assert.Equal((1, 0, true), (read.Refused, read.Damaged, read.IsWhole));
    }

    [Fact]
    public void WhatIsNoXmlIsCountedAndWhatFollowsIsRead()
    {
        var read = Read.Of(SourceForm.Xml, "oops <a/> </b> more <c></c>");
        Assert.Equal(["<a/>", "<c></c>"], read.Records);
        Assert.Equal((3, true), (read.Damaged, read.IsWhole));
    }

    [Theory, InlineData("<a><b/>"), InlineData("<a"), InlineData("<a/><!-- ")]
    public void AnEndWithinADocumentIsTold(string text) => Assert.False(Read.Of(SourceForm.Xml, text).IsWhole);

    [Fact]
    public void AnyBytesAreReadTheSameHoweverTheyArrive() =>
        Gen.Select(Gen.OneOf(Gen.Byte.Select(b => new[] { b }), Pick.Of("<", ">", "/", "</a>", "<a>", "<alert>", "</alert>", "<Events>", "<Event/>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml ", "?>", "\"", " ", "x", "<!D [", "]").Select(System.Text.Encoding.UTF8.GetBytes)).Array[0, 24], Gen.Int[1, 7])
            .Sample((parts, step) =>
            {
                var bytes = parts.SelectMany(p => p).ToArray();
                Assert.True(Read.Of(SourceForm.Xml, bytes, 40).Says(Read.Of(SourceForm.Xml, bytes, 40, step)));
            }, iter: 20_000);
}
