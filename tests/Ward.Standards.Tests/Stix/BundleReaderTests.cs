using System.Text;
using System.Text.Json;
using CsCheck;
using Ward.Standards.Stix;

namespace Ward.Standards.Tests.Stix;

public sealed class BundleReaderTests
{
    private const string One = """{"type":"indicator","spec_version":"2.1","id":"indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f","created":"2026-04-06T20:03:48.000Z","modified":"2026-04-06T20:03:48.000Z","confidence":80,"pattern":"[ipv4-addr:value = '198.51.100.1']","pattern_type":"stix","valid_from":"2026-01-01T00:00:00Z","object_marking_refs":["marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"]}""";

    [Fact]
    public async Task ABundleLongerThanAnyBufferIsReadObjectByObject()
    {
        var text = $$"""{"objects":[{{string.Join(",\n", Enumerable.Repeat(One, 2000))}}],"id":"bundle--1","type":"bundle"}""";
        var items = await Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal(2000, items.Count);
        var indicator = Assert.IsType<StixObject.Indicator>(Assert.IsType<BundleItem.Read>(items[1999]).Value);
        Assert.Equal((80, "[ipv4-addr:value = '198.51.100.1']"), (indicator.Confidence, indicator.Pattern));
    }

    [Theory]
    [InlineData("""{"type":"indicator","id":"indicator--1"}""", "it has no pattern")]
    [InlineData("""{"type":"indicator","id":"other--1","pattern":"x"}""", "its id is not of the form indicator--UUID")]
    [InlineData("""{"type":"indicator","id":"indicator--1","pattern":"x","confidence":101}""", "its confidence is not between 0 and 100")]
    [InlineData("""{"type":"indicator","id":"indicator--1","pattern":"x","valid_from":"2026-01-02T00:00:00Z","valid_until":"2026-01-01T00:00:00Z"}""", "its valid_until is not after its valid_from")]
    [InlineData("5", "it has no type")]
    public async Task AnObjectThatIsNoneIsRefusedWithAReasonAndTheOthersGoOn(string json, string reason)
    {
        var items = await Read(Encoding.UTF8.GetBytes($$"""{"type":"bundle","objects":[{{json}},{{One}}]}"""));
        Assert.Equal(reason, Assert.IsType<BundleItem.Refused>(items[0]).Reason);
        Assert.IsType<BundleItem.Read>(items[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"objects\":[]}")]
    [InlineData("{\"type\":\"bundle\",\"objects\":[")]
    [InlineData("{\"type\":\"bundle\",\"objects\":[]} x")]
    [InlineData("<html>")]
    public async Task WhatIsNoBundleIsSaid(string text) => await Assert.ThrowsAnyAsync<JsonException>(() => Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public Task AnyBytesAreABundleOrAJsonException() =>
        Gen.Select(Gen.Int[0, One.Length - 1], Gen.Byte, Gen.Int[1, 7]).SampleAsync(async (at, other, step) =>
        {
            var bytes = Encoding.UTF8.GetBytes($$"""{"type":"bundle","objects":[{{One}}]}""");
            bytes[at] = other;
            try
            {
                await Read(bytes, step);
            }
            catch (JsonException)
            {
            }
        });

    private static readonly string[] Objects = [One, "5", "null", "[]", "{}", """{"type":"malware","id":"malware--1","x":"\u005d}]"}""", """{"type":"indicator","id":"indicator--2"}"""];

    [Fact]
    public Task HoweverItsBytesComeABundleHasTheSameObjectsInTheirOrder() =>
        Gen.Select(Gen.Int[0, Objects.Length - 1].Select(o => Objects[o]).Array[0, 20], Gen.Int[1, 60]).SampleAsync(async (objects, step) =>
        {
            var bytes = Encoding.UTF8.GetBytes($$"""{"id":"bundle--1","objects":[{{string.Join(", ", objects)}}],"type":"bundle"}""");
            var items = await Read(bytes, step);
            return items.Select(i => i.Number).SequenceEqual(Enumerable.Range(0, objects.Length))
                && items.Zip(objects).All(p => p.First is BundleItem.Read == (p.Second == One || p.Second.Contains("malware", StringComparison.Ordinal)));
        }, iter: 500);

    [Fact]
    public void TlpIsKnownByIdAndByDefinition()
    {
        Assert.True(TlpNames.TryId("marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed", out var red) && red == Tlp.Red);
        using var json = JsonDocument.Parse("""{"type":"marking-definition","id":"marking-definition--1","definition_type":"tlp","definition":{"tlp":"amber"}}""");
        Assert.True(StixObjectReader.TryRead(json.RootElement, out var read, out _));
        Assert.Equal(Tlp.Amber, Assert.IsType<StixObject.Marking>(read).Level);
    }

    private static Task<List<BundleItem>> Read(byte[] bytes, int step = 0) => Read(step == 0 ? new MemoryStream(bytes) : new Trickle(bytes, step));

    private static async Task<List<BundleItem>> Read(Stream from)
    {
        var items = new List<BundleItem>();
        await foreach (var item in BundleReader.Read(from, TestContext.Current.CancellationToken)) items.Add(item);
        return items;
    }

    /// <summary>Gives a few bytes a time.</summary>
    private sealed class Trickle(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
