using System.Globalization;
using CsCheck;
using Ward.Standards.Cvss;
using Ward.Standards.Tests.Sigma;

namespace Ward.Standards.Tests.Cvss;

public sealed class CvssVectorTests
{
    [Fact]
    public void EveryPublicVectorOf40HasItsScoreAndSeverity()
    {
        var folder = Conformance.Folder("cvss");
        if (folder is null) Assert.Skip("conformance/cvss is not beside the checkout.");
        var (compared, wrong) = (0, new List<string>());
        foreach (var row in File.ReadLines(Path.Combine(folder, "cvss40_vectors.csv")).Skip(1))
        {
            var cells = row.Split(',');
            compared++;
            var expected = $"{double.Parse(cells[1], CultureInfo.InvariantCulture)} {cells[2]}";
            var found = CvssVector.TryRead(cells[0], out var vector, out var error) ? $"{vector.Score} {vector.Severity}" : error.ToString();
            if (found != expected) wrong.Add($"{cells[0]}: {found}, not {expected}");
        }

        Assert.Empty(wrong);
        Assert.True(compared >= 2000, $"{compared} vectors");
    }

    // Base scores that FIRST gives in its documents of examples (CVSS 3.1 examples; CVSS 4.0 examples).
    [Theory]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:L/I:L/A:N", 5.4)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 6.4)]
    [InlineData("CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 3.1)]
    [InlineData("CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L", 4.2)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H", 9.9)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", 7.5)]
    [InlineData("CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:H/A:N", 6.5)]
    [InlineData("CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N", 4.6)]
    [InlineData("CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 7.6)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 10)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N", 8.7)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:N/SI:N/SA:N", 6.9)]
    public void PublishedBaseScoresAreFound(string text, double score) => Assert.Equal(score, Read(text).Score);

    // By hand from section 7: for 7.5 at E:P/RL:O/RC:C, 7.5 x 0.94 x 0.95 = 6.6975, rounded up 6.7; with CR:H, 1.5 x 0.56 = 0.84 is impact 5.3928, so 9.3 before time.
    [Theory]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N/E:P/RL:O/RC:C", 6.7)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N/CR:H", 9.3)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N/MC:N", 0)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MAV:L", 8.4)]
    public void TimeAndPlaceChangeTheScoreOf31(string text, double score) => Assert.Equal(score, Read(text).Score);

    [Theory]
    [InlineData("CVSS:2.0/AV:N", 5, "", "version")]
    [InlineData("AV:N/AC:L/Au:N/C:P/I:P/A:P", 0, "", "CVSS:3.0")]
    [InlineData("CVSS:3.1/AV:N/AC:X/PR:N/UI:N/S:U/C:H/I:H/A:H", 17, "AC", "one of L, H")]
    [InlineData("CVSS:3.1/AV:N/AC:L/AV:N/PR:N/UI:N/S:U/C:H/I:H/A:H", 19, "AV", "once")]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H", 40, "A", "every base metric")]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/", 45, "", "a metric")]
    [InlineData("CVSS:4.0/AC:L/AV:N/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 14, "AV", "order")]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:S/SA:N", 57, "SI", "one of H, L, N")]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/U:Blue", 66, "U", "Amber")]
    public void WhatIsWrongIsNamedWithItsPlace(string text, int position, string metric, string expected)
    {
        Assert.False(CvssVector.TryRead(text, out _, out var error));
        Assert.Equal((position, metric), (error.Position, error.Metric));
        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "CVSS-B")]
    [InlineData("/E:X/CR:X", "CVSS-B")]
    [InlineData("/E:P", "CVSS-BT")]
    [InlineData("/MAV:L/AU:Y", "CVSS-BE")]
    [InlineData("/E:A/CR:H", "CVSS-BTE")]
    public void TheNameSaysWhichGroupsTheScoreComesFrom(string more, string name) =>
        Assert.Equal(name, Read("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N" + more).Nomenclature);

    [Fact]
    public void TheOrderOf31DoesNotMatter() =>
        Assert.Equal(Read("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N"), Read("CVSS:3.1/A:N/I:H/C:H/S:U/UI:N/PR:N/AC:L/AV:N/E:X"));

    [Fact]
    public void EveryVectorIsReadAgainAsItIsPrintedAndItsSeverityIsThatOfItsScore() => Vectors.Sample(vector =>
    {
        Assert.Equal(vector, Read(vector.ToString()));
        Assert.InRange(vector.Score, 0, 10);
        Assert.Equal(vector.Severity, CvssVector.Rate(vector.Score));
        Assert.Equal(Math.Round(vector.Score, 1), vector.Score);
    });

    [Fact]
    public void MoreMatureExploitsNeverLowerAScoreOf40() => Vectors.Where(v => v.Version == CvssVersion.V40).Sample(vector =>
    {
        var text = string.Join('/', vector.ToString().Split('/').Where(p => !p.StartsWith("E:", StringComparison.Ordinal)));
        var end = text.IndexOf("/SA:", StringComparison.Ordinal) + 5;
        var scores = "UPA".Select(e => Read(text.Insert(end, $"/E:{e}")).Score).ToList();
        Assert.True(scores[0] <= scores[1] && scores[1] <= scores[2], $"{text}: {string.Join(' ', scores)}");
    });

    [Fact]
    public void AnyTextIsReadOrRefusedAtAPlaceWithinIt() =>
        Gen.Select(Vectors, Gen.Int[0, 80], Gen.Char, Gen.Int[0, 3]).Sample((vector, at, other, kind) =>
        {
            var text = vector.ToString();
            at = Math.Min(at, text.Length - 1);
            text = kind switch { 0 => text[..at], 1 => text.Insert(at, other.ToString()), 2 => text.Remove(at, 1), _ => text[..at] + other + text[(at + 1)..] };
            if (CvssVector.TryRead(text, out var read, out var error)) Assert.InRange(read.Score, 0, 10);
            else Assert.InRange(error.Position, 0, text.Length);
        });

    private static Gen<CvssVector> Vectors => Gen.Select(Gen.Enum<CvssVersion>(), Gen.Int.Array[40]).Select((version, picks) =>
        Read($"CVSS:{CvssVector.Label(version)}/{string.Join('/', CvssMetrics.Of(version).Select((m, i) => $"{m.Name}:{m.Values[(int)((uint)picks[i] % m.Values.Count)]}"))}"));

    private static CvssVector Read(string text) => CvssVector.TryRead(text, out var vector, out var error) ? vector : throw new InvalidOperationException($"{text}: {error}");
}
