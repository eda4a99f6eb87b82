using System.Net;
using CsCheck;
using Ward.Detect.Indicators;
using Ward.Ingest;

namespace Ward.Detect.Tests.Indicators;

public sealed class IndicatorMatcherTests
{
    private static readonly string[] Labels = ["a", "bb", "evil", "x-1", "example", "com", "net"];

    private static readonly Gen<string> Names = Gen.Int[0, Labels.Length - 1].Array[2, 5].Select(l => string.Join('.', l.Select(i => Labels[i])));

    private static readonly Gen<(uint Address, int Length)> Networks = Gen.Select(Gen.UInt[0xC6336400, 0xC63364FF], Gen.Int[22, 32]);

    [Theory]
    [InlineData("198.51.100.0/24", "src_endpoint.ip", "198.51.100.9")]
    [InlineData("198.51.100.9", "dst_endpoint.ip", "::ffff:198.51.100.9")]
    [InlineData("2001:db8::/32", "src_endpoint.ip", "2001:db8:ffff::1")]
    [InlineData("evil.example", "query.hostname", "A.B.EVIL.example.")]
    [InlineData("bücher.example", "tls.sni", "www.bücher.example")]
    [InlineData("evil.example", "http_request.url.hostname", "evil.example:8080")]
    [InlineData("198.51.100.9", "http_request.url.hostname", "198.51.100.9")]
    [InlineData("http://evil.example/a", "http_request.url.url_string", "HTTPS://user@EVIL.example:443/a?id=1#top")]
    [InlineData("evil.example", "http_request.url.url_string", "http://www.evil.example/")]
    [InlineData("198.51.100.9", "answers.rdata", "a.example, 198.51.100.9")]
    [InlineData("boss@evil.example", "email.from", "<Boss@Evil.Example>")]
    [InlineData("evil.example", "email.from", "The Boss <boss@mail.evil.example>")]
    [InlineData("aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f", "file.hashes.value", "AEC070645FE53EE3B3763059376134F058CC337247C978ADD178B6CCDFB0019F")]
    [InlineData("t13d1516h2_8daaf6152771_b0da82dd1658", "ja4_fingerprint_list.value", "t13d1516h2_8daaf6152771_b0da82dd1658")]
    public void AFieldThatHoldsAnIndicatorIsAHit(string indicator, string path, string value)
    {
        Assert.True(Fields.TryFind(path, out var field));
        Assert.Single(Hits(Some.Set(indicator), (field, value)));
    }

    [Theory]
    [InlineData("evil.example", "query.hostname", "notevil.example")]
    [InlineData("a.evil.example", "query.hostname", "evil.example")]
    [InlineData("http://evil.example/A", "http_request.url.url_string", "http://evil.example/a")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e", "tls.ja3_hash.value", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("198.51.100.9", "user.name", "198.51.100.9")]
    [InlineData("198.51.100.9", "src_endpoint.ip", "198.51.100.010")]
    public void WhatOnlyLooksLikeItIsNone(string indicator, string path, string value)
    {
        Assert.True(Fields.TryFind(path, out var field));
        Assert.Empty(Hits(Some.Set(indicator), (field, value)));
    }

    [Theory]
    [InlineData("evil.example", "hxxps://www.evil[.]example:8443/a")]
    [InlineData("198.51.100.0/24", "http://198.51.100.9/a")]
    [InlineData("http://evil.example/a", "https://evil.example/a")]
    [InlineData("evil.example", "boss@mail.evil.example")]
    [InlineData("198.51.100.0/24", "198.51.100.64/26")]
    [InlineData("evil.example", "evil.example")]
    public void WhoAsksForAValueIsToldWhatAnEventWithItWouldHit(string indicator, string asked)
    {
        Assert.True(IndicatorText.TryGuess(asked, out var type, out var value, out _));
        Assert.Single(Some.Set(indicator).Check(type, value));
    }

    [Fact]
    public void HostAndPathApartAreAUrlTogether() =>
        Assert.Single(Hits(Some.Set("http://evil.example/a.php"), (Fields.HttpHost, "evil.example"), (Fields.HttpUrl, "/a.php"), (Fields.HttpQuery, "x=1")));

    [Fact]
    public void NamesAndTheirParentsAreFoundAsByLookingAtEachOne() =>
        Gen.Select(Names.Array[0, 12], Names).Sample((listed, asked) =>
        {
            var set = Some.Set([.. listed]);
            var expected = listed.Where(l => asked == l || asked.EndsWith("." + l, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);
            Assert.Equal(expected, Values(set, (Fields.DnsQuery, asked)));
        });

    [Fact]
    public void NetworksAreFoundAsByLookingAtEachOne() =>
        Gen.Select(Networks.Array[0, 20], Gen.UInt[0xC63363F0, 0xC633650F]).Sample((listed, asked) =>
        {
            var address = new IPAddress([(byte)(asked >> 24), (byte)(asked >> 16), (byte)(asked >> 8), (byte)asked]);
            var texts = listed.Select(n => Some.Of($"{n.Address >> 24}.{(n.Address >> 16) & 255}.{(n.Address >> 8) & 255}.{n.Address & 255}/{n.Length}").Value).ToList();
            var expected = texts.Where(t => IPNetwork.Parse(t).Contains(address)).Distinct().Order(StringComparer.Ordinal);
            Assert.Equal(expected, Values(Some.Set([.. texts]), (Fields.SourceIp, address.ToString())));
        });

    [Fact]
    public void WhatTwoFeedsSayOfOneValueStandsTogether()
    {
        var builder = new IndicatorSetBuilder();
        foreach (var (name, confidence) in (ReadOnlySpan<(string, int)>)[("b", 20), ("a", 90), ("c", 50)])
        {
            builder.Begin(new IndicatorSource(name, Reliability.C, 3), name);
            builder.Add(Some.Of("evil.example", confidence), Some.Day);
            builder.Add(Some.Of("198.51.100.0/24", confidence), Some.Day);
        }

        var set = builder.Build();
        foreach (var hit in Hits(set, (Fields.DnsQuery, "evil.example"), (Fields.SourceIp, "198.51.100.1")))
            Assert.Equal([("a", 90), ("b", 20), ("c", 50)], set.MentionsOf(hit.Entry).Select(m => (m.Source.Id, m.Confidence)));
    }

    [Fact]
    public void LookingUpAllocatesNothing()
    {
        var set = Some.Set("evil.example", "198.51.100.0/24", "http://evil.example/a");
        var e = Some.Event((Fields.DnsQuery, "www.google.example"), (Fields.SourceIp, "203.0.113.1"), (Fields.HttpFullUrl, "http://good.example/x?y=z"), (Fields.EmailFrom, "a@b.example"));
        var (matcher, hits) = (new IndicatorMatcher(), new List<IndicatorHit>());
        for (var i = 0; i < 100; i++) matcher.Match(e, set, hits);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) matcher.Match(e, set, hits);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Empty(hits);
    }

    [Fact]
    public void AnyBytesInAnyFieldAreLookedUpWithoutAFault() =>
        Gen.Select(Gen.Int[0, Fields.Count - 1], Gen.Byte.Array[0, 80]).Sample((field, bytes) =>
        {
            var builder = new EventBuilder();
            Some.Event(builder, 1, Some.Day);
            builder.Set(new FieldId((ushort)field), bytes);
            new IndicatorMatcher().Match(builder.Event, Some.Set("evil.example", "198.51.100.0/24"), []);
        });

    private static List<IndicatorHit> Hits(IndicatorSet set, params (FieldId, string)[] fields)
    {
        var hits = new List<IndicatorHit>();
        new IndicatorMatcher().Match(Some.Event(fields), set, hits);
        return hits;
    }

    private static IEnumerable<string> Values(IndicatorSet set, params (FieldId, string)[] fields) =>
        Hits(set, fields).Select(h => set.MentionsOf(h.Entry)[0].Value).Order(StringComparer.Ordinal);
}
