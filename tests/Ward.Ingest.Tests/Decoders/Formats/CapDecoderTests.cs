namespace Ward.Ingest.Tests.Decoders.Formats;

public sealed class CapDecoderTests
{
    private const string Space = "urn:oasis:names:tc:emergency:cap:1.2";
    private const string Info = "<info><language>en</language><category>Met</category><event>Flood</event><urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty><headline>Water rises</headline><area><areaDesc>Harbour</areaDesc></area></info>";

    private static string Alert(string kind, string inside = Info) =>
        $"<?xml version=\"1.0\"?><alert xmlns=\"{Space}\"><identifier>c-7</identifier><sender>warn@city.example</sender><sent>2026-03-01T12:59:58+01:00</sent><status>Exercise</status><msgType>{kind}</msgType><scope>Public</scope>{inside}</alert>";

    [Theory]
    [InlineData("Alert", 1)]
    [InlineData("Update", 2)]
    [InlineData("Cancel", 3)]
    [InlineData("Ack", 99)]
    public void AWarningIsReadByItsElements(string kind, int activity)
    {
        var read = Expect.Line("auto", Alert(kind), EventClass.DetectionFinding, activity, 0,
            "finding_info.uid=c-7 | src_endpoint.name=warn@city.example | finding_info.title=Flood | severity=Severe | severity_id=4 | status=Exercise | scope=Public | urgency=Expected | certainty=Likely | areaDesc=Harbour | message=Water rises | sender=warn@city.example");
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 59, 58, TimeSpan.Zero), read.Time);
        Assert.False(read.Proven);
    }

    [Fact]
    public void TheFirstInfoFillsTheModel() =>
        Expect.Line("cap", Alert("Alert", Info + Info.Replace("Flood", "Hochwasser", StringComparison.Ordinal)), EventClass.DetectionFinding, 1, 0, "finding_info.title=Flood");

    [Fact]
    public void AnotherNamespaceInsideIsNotTheWarnings() =>
        Expect.Line("cap", Alert("Alert", "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><identifier>forged</identifier></Signature>" + Info), EventClass.DetectionFinding, 1, 0, "finding_info.uid=c-7");

    [Theory]
    [InlineData("<!DOCTYPE alert [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>")]
    [InlineData("<!DOCTYPE alert SYSTEM \"http://127.0.0.1:9/x.dtd\">")]
    public void ADocumentTypeIsRefused(string doctype) => Assert.False(Decoded.Line("cap", doctype + Alert("Alert").Replace("<?xml version=\"1.0\"?>", "", StringComparison.Ordinal)).Understood);

    [Fact]
    public void DepthIsBounded() => Assert.False(Decoded.Line("cap", Alert("Alert", string.Concat(Enumerable.Repeat("<x>", 5000)) + string.Concat(Enumerable.Repeat("</x>", 5000)))).Understood);

    [Theory]
    [InlineData("<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>c-7</identifier></alert>")]
    [InlineData("<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>c-7")]
    [InlineData("<other xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"/>")]
    [InlineData("<alert><identifier>c-7</identifier></alert>")]
    public void WhatIsNoWarningIsNotUnderstood(string line) => Assert.False(Decoded.Line("cap", line).Understood);
}
