using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ward.Configuration;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Server.Application.Connecting;

namespace Ward.Server.Tests.Connecting;

public sealed class SourcesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, FeedKind> Everything => [.. Shippers.All.SelectMany(s => s.Kinds.Select(k => (s.Id, k)))];

    [Fact]
    public async Task AFragmentHasThisServersAddressAndAPlaceForItsToken()
    {
        await using var ward = await WardUnderTest.Start();
        using var http = await ward.WithToken("local:look", "viewer");
        var told = await http.GetFromJsonAsync<JsonElement>("api/v1/sources/filebeat", Stop);
        Assert.Equal("water-json", told.GetProperty("feed").GetString());
        Assert.Contains("hosts: [\"http://localhost\"]", told.GetProperty("fragment").GetString(), StringComparison.Ordinal);
        Assert.Contains("password: TOKEN", told.GetProperty("fragment").GetString(), StringComparison.Ordinal);
        Assert.False(told.GetProperty("tested").GetBoolean());
    }

    [Fact]
    public async Task WhatNoFeedTakesIsToldHowToSwitchItOn()
    {
        await using var ward = await WardUnderTest.Start();
        using var http = await ward.WithToken("local:look", "viewer");
        var told = await http.GetFromJsonAsync<JsonElement>("api/v1/sources/kafka", Stop);
        Assert.Equal(JsonValueKind.Null, told.GetProperty("fragment").ValueKind);
        Assert.Contains("kind: kafka", told.GetProperty("switchOn").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nope", HttpStatusCode.NotFound, "rsyslog")]
    [InlineData("curl?feed=edge-syslog", HttpStatusCode.BadRequest, "water-json")]
    public async Task WhatDoesNotFitIsAnsweredByWhatDoes(string asked, HttpStatusCode status, string names)
    {
        await using var ward = await WardUnderTest.Start();
        using var http = await ward.WithToken("local:look", "viewer");
        using var answer = await http.GetAsync($"api/v1/sources/{asked}", Stop);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(names, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Everything))]
    public void EveryFragmentIsWholeForEveryKind(string source, FeedKind kind)
    {
        var shipper = Shippers.All.Single(s => s.Id == source);
        var feed = new FeedOptions(new FeedId("f"), kind, null, new IPEndPoint(IPAddress.Any, 5514), "auto", null, [])
        { Broker = new FeedBroker("broker:1883", ["a/#"], "g"), Tls = new FeedTls("a", "b", "c") };
        var fragment = shipper.Fragment(new Place(new Uri("https://ward.example:7878/"), feed, "ward_secret", OwnCertificate: true));
        Assert.False(string.IsNullOrWhiteSpace(fragment));
        if (kind == FeedKind.Http) Assert.Contains("ward_secret", fragment, StringComparison.Ordinal);
        if (kind is not (FeedKind.Mqtt or FeedKind.Kafka or FeedKind.Agent)) Assert.Contains("ward.example", fragment, StringComparison.Ordinal);
    }

    [Theory, InlineData(FeedKind.SyslogUdp), InlineData(FeedKind.SyslogTcp), InlineData(FeedKind.SyslogTls), InlineData(FeedKind.Http), InlineData(FeedKind.Mqtt), InlineData(FeedKind.Kafka), InlineData(FeedKind.Netflow), InlineData(FeedKind.Agent)]
    public void TheLineThatSwitchesAFeedOnIsConfiguration(FeedKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("ward-switch-").FullName;
        try
        {
            var file = Path.Combine(folder, "ward.yaml");
            File.WriteAllText(file, $"city: {Path.Combine(Repository.Root, "samples/city/city.yaml")}\nfeeds:\n  {SwitchOn.Of(kind)}\n");
            var reading = ConfigurationFile.Load(file);
            Assert.True(reading is ConfigurationReading.Read, string.Join('\n', (reading as ConfigurationReading.Refused)?.Problems ?? []));
            Assert.Equal(kind, Assert.Single(((ConfigurationReading.Read)reading).Configuration.Feeds).Kind);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
