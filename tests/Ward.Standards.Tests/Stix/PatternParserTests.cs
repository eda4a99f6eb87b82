using CsCheck;
using Ward.Standards.Stix.Matching;
using Ward.Standards.Stix.Patterns;

namespace Ward.Standards.Tests.Stix;

public sealed class PatternParserTests
{
    private static readonly string[] Parts =
    [
        "[", "]", "(", ")", " AND ", " OR ", " FOLLOWEDBY ", " NOT ", "a:b", "file:hashes.'SHA-256'", " = ", " != ", " IN ", " LIKE ", " MATCHES ", "'x'", "'(a+)+$'", "5", "-1.5", "h'00'", "b'AA=='",
        "t'2026-01-01T00:00:00Z'", " WITHIN 5 SECONDS", " REPEATS 3 TIMES", " START ", " STOP ", "EXISTS ", "[*]", "[0]", "_ref.", ",", "true", "/*", "*/", "'", "\\",
    ];

    [Theory]
    [InlineData("[ipv4-addr:value = '198.51.100.1']")]
    [InlineData("[file:hashes.'SHA-256' = 'aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f' AND file:size > 10]")]
    [InlineData("[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_port IN (80, 443)] REPEATS 5 TIMES WITHIN 1800 SECONDS")]
    [InlineData("([a:b = 1] FOLLOWEDBY [c:d = 'x']) WITHIN 300 SECONDS START t'2026-01-01T00:00:00Z' STOP t'2026-02-01T00:00:00.5Z'")]
    [InlineData("[EXISTS windows-registry-key:values AND NOT EXISTS windows-registry-key:values[*].name]")]
    [InlineData("/* why */ [a:b[*].c[-1].'d-e' LIKE '%x_'] // end")]
    [InlineData("[x-y:z ISSUBSET '10.0.0.0/8' OR x-y:z NOT ISSUPERSET '2001:db8::/32']")]
    public void TheWholeLanguageIsRead(string text) => Assert.IsType<PatternReading.Read>(PatternParser.Read(text));

    [Theory]
    [InlineData("", "'[' or '('")]
    [InlineData("[a:b = 1", "']'")]
    [InlineData("[a:b = 1] within 5 SECONDS", "AND, OR, FOLLOWEDBY, a qualifier or the end")]
    [InlineData("[a:b > true]", "a text, number, time or binary")]
    [InlineData("[a:b = 01]", "a number without leading zeros")]
    [InlineData("[a:b = h'0']", "pairs of hexadecimal digits")]
    [InlineData("[a:b MATCHES '(?=a)b']", "a regular expression without look-around and back-references")]
    [InlineData("[a:b = 'x\\n']", "\\' or \\\\ in a quoted text")]
    [InlineData("[a:b = 1] REPEATS 0 TIMES", "how often, 1 to 10000")]
    public void WhatIsNoPatternIsRefusedWithThePlace(string text, string expected) =>
        Assert.Equal(expected, Assert.IsType<PatternReading.Refused>(PatternParser.Read(text)).Error.Expected);

    [Fact]
    public void DeepNestingIsRefusedAndNotFollowed() =>
        Assert.IsType<PatternReading.Refused>(PatternParser.Read(new string('(', 60_000)));

    [Fact]
    public void AnyTextIsReadOrRefusedAndNeverThrows() =>
        Gen.OneOf(Gen.String, Gen.Select(Gen.Int[0, Parts.Length - 1].Array[0, 40], picks => string.Concat(picks.Select(p => Parts[p]))))
            .Sample(text => PatternParser.Read(text) is PatternReading.Read or PatternReading.Refused);

    [Fact]
    public void WhatCannotBeDecidedWithinTheWorkAllowedIsUndefinedAndNeverAMatch()
    {
        var pattern = ((PatternReading.Read)PatternParser.Read("(([a:b = 1] AND [a:b = 1]) REPEATS 40 TIMES) WITHIN 1 SECONDS")).Pattern;
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var sightings = Enumerable.Range(0, 300).Select(i => new Sighting(start.AddMilliseconds(20 * i), start.AddMilliseconds(20 * i), 1, 3)).ToList();
        Assert.NotEqual(StixVerdict.Match, PatternMatch.Of(pattern, sightings, out _));
    }
}
