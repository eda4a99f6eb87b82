using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Ward.Standards.Cve;
using Ward.Standards.Epss;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.Epss;

public sealed class EpssReaderTests
{
    private const string Good = "#model_version:v2025.03.14,score_date:2026-03-01T12:55:00+0000\ncve,epss,percentile\nCVE-2021-44228,0.94358,0.99957\nCVE-1999-0001,0.0105,0.77\n";

    [Fact]
    public void ADayIsReadWithItsModelAndDate()
    {
        var (scores, problems) = Read(Encoding.UTF8.GetBytes(Good));
        Assert.Empty(problems.Sorted());
        Assert.Equal(("v2025.03.14", new DateTimeOffset(2026, 3, 1, 12, 55, 0, TimeSpan.Zero)), (scores!.ModelVersion, scores.ScoreDate));
        Assert.Equal(new EpssScore(0.94358, 0.99957), scores.Scores[new CveId("CVE-2021-44228")]);
        Assert.Equal(2, scores.Scores.Count);
    }

    [Fact]
    public void AGzippedFileIsTheSameFile()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(Encoding.UTF8.GetBytes(Good));
        Assert.Equal(2, Read(packed.ToArray()).Scores!.Scores.Count);
    }

    [Fact]
    public void AnOldFileWithoutCommentAndPercentileIsRead() =>
        Assert.Equal(new EpssScore(0.5, null), Read("cve,epss\nCVE-2020-0001,0.5\n"u8.ToArray()).Scores!.Scores[new CveId("CVE-2020-0001")]);

    [Theory]
    [InlineData("CVE-2020-1,0.5,0.5", "cve")]
    [InlineData("CVE-2020-0001,1.5,0.5", "epss")]
    [InlineData("CVE-2020-0001,NaN,0.5", "epss")]
    [InlineData("CVE-2020-0001,0.5,-1", "percentile")]
    [InlineData("CVE-2020-0001,0.5", "")]
    [InlineData("CVE-2021-44228,0.5,0.5", "cve")]
    public void ARowThatIsWrongIsNamedByItsLineAndLeftOut(string row, string field)
    {
        var (scores, problems) = Read(Encoding.UTF8.GetBytes(Good + row + "\nCVE-2020-0002,0.1,0.2\n"));
        var problem = Assert.Single(problems.Sorted());
        Assert.Equal((5, field), (problem.Line, problem.Field));
        Assert.Equal(3, scores!.Scores.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>rate limited</html>")]
    [InlineData("#model_version:v1\nid,score\n")]
    public void WhatIsNoEpssFileIsRefused(string text)
    {
        var (scores, problems) = Read(Encoding.UTF8.GetBytes(text));
        Assert.Null(scores);
        Assert.NotEmpty(problems.Sorted());
    }

    [Fact]
    public void WhatIsWrittenIsReadAgain() =>
        Gen.Select(Gen.Int[1999, 2030], Gen.Int[1000, 9_999_999], Gen.Double[0, 1]).Array[0, 50].Sample(rows =>
        {
            var distinct = rows.DistinctBy(r => (r.Item1, r.Item2)).ToList();
            var text = new StringBuilder("cve,epss,percentile\n");
            foreach (var (year, number, score) in distinct) text.Append(CultureInfo.InvariantCulture, $"CVE-{year}-{number},{score:R},{score:R}\n");
            var (scores, problems) = Read(Encoding.UTF8.GetBytes(text.ToString()));
            Assert.Equal(0, problems.Count);
            foreach (var (year, number, score) in distinct) Assert.Equal(score, scores!.Scores[new CveId($"CVE-{year}-{number}")].Probability);
        });

    [Fact]
    public void AnyBytesAreReadOrRefused() => Hostile.Sample(Good, bytes =>
    {
        var (scores, problems) = Read(bytes);
        Assert.True(scores is not null || problems.Count > 0);
    });

    private static (EpssScores? Scores, ProblemList Problems) Read(byte[] bytes)
    {
        var problems = new ProblemList("epss.csv");
        using var stream = new MemoryStream(bytes);
        return (EpssReader.Read(stream, problems), problems);
    }
}
