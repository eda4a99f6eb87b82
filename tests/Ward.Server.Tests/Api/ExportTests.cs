using System.Net;
using System.Text;
using System.Text.Json;
using Ward.Ingest;
using Ward.Standards.Ocsf;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class ExportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NdjsonIsOneValidOcsfDocumentALine()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);

        var answer = await client.GetAsync("api/v1/export?q=user:root&format=ndjson", Stop);

        Assert.Equal((HttpStatusCode.OK, "application/x-ndjson", "3"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Headers.GetValues("Ward-Events").Single()));
        Assert.EndsWith(".ndjson", answer.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
        var lines = (await answer.Content.ReadAsStringAsync(Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var validator = new OcsfValidator(EventSchema.Current);
        Assert.DoesNotContain(lines.SelectMany(l => validator.Validate(Encoding.UTF8.GetBytes(l))), p => p.IsError);
        Assert.Equal([3002, 3002, 3002], lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("class_uid").GetInt32()));
        Assert.Contains(ward.House.Audit.Entries, e => e.Act == "export" && e.Detail == "ndjson, 3 events: user:\"root\"");
    }

    [Fact]
    public async Task CsvHasTheColumnsThatWereChosenAndNoFormulas()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        ward.House.Events.Lines[1] = "=cmd|' /C calc'!A0, \"x\"";

        var rows = (await client.GetStringAsync("api/v1/export?format=csv&columns=offset,src_ip,asset,raw", Stop)).Split("\r\n");

        Assert.Equal(["offset,src_ip,asset,raw", "0,203.0.113.7,,Failed password for root from 203.0.113.7 port 22 ssh2", "1,203.0.113.7,,\"'=cmd|' /C calc'!A0, \"\"x\"\"\"", "2,203.0.113.7,,root logged out", ""], rows);
    }

    [Fact]
    public async Task ParquetIsSentAndNothingOfItStays()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);

        var answer = await client.GetAsync("api/v1/export?format=parquet", Stop);

        Assert.Equal("application/vnd.apache.parquet", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("PAR1", await answer.Content.ReadAsStringAsync(Stop));
        Assert.Empty(Directory.GetFiles(Path.Combine(ward.State, "exports")));
    }

    [Theory, InlineData("ndjson"), InlineData("csv")]
    public async Task AnExportThatBreaksOffIsNoAnswer(string format)
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        ward.House.Events.BreaksAt = 2;

        await Assert.ThrowsAnyAsync<Exception>(async () => await client.GetStringAsync($"api/v1/export?format={format}", Stop));

        ward.House.Events.BreaksAt = null;
        for (var i = 0; i < 5; i++) Assert.NotEmpty(await client.GetStringAsync($"api/v1/export?format={format}", Stop));
    }

    [Theory]
    [InlineData("format=xlsx", HttpStatusCode.BadRequest, "format is parquet, ndjson or csv")]
    [InlineData("format=csv&columns=a,,b", HttpStatusCode.BadRequest, "columns are")]
    [InlineData("format=ndjson&columns=a", HttpStatusCode.BadRequest, "for csv alone")]
    [InlineData("q=user:", HttpStatusCode.BadRequest, "at character 6")]
    [InlineData("q=user:root%20|%20count", HttpStatusCode.BadRequest, "leave out |")]
    public async Task WhatIsWrongIsSaid(string asked, HttpStatusCode status, string words)
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);

        var answer = await client.GetAsync($"api/v1/export?{asked}", Stop);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private static async Task<HttpClient> Analyst(WardUnderTest ward)
    {
        await ward.MakeUser("kim", secondFactor: true, Role.Analyst);
        return await ward.WithToken("kim", Role.Analyst);
    }
}
