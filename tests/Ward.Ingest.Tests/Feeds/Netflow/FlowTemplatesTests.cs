using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ward.Ingest.Feeds.Netflow;

namespace Ward.Ingest.Tests.Feeds.Netflow;

public sealed class FlowTemplatesTests
{
    private static readonly FlowTemplate Some = FlowTemplate.Of([new FlowField(8, 0, 4)], 0);
    private readonly FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeSeconds(1772362800));
    private readonly FlowTemplates templates;

    public FlowTemplatesTests() => templates = new FlowTemplates(time);

    [Fact]
    public void OfOneExporterTheOneToldLongestAgoGoes()
    {
        for (var i = 0; i < FlowTemplates.MostOfExporter; i++) templates.Tell(From(1), Id(i), Some);
        templates.Tell(From(1), Id(0), Some);
        templates.Tell(From(1), Id(FlowTemplates.MostOfExporter), Some);
        Assert.Equal((true, false, true), (Has(1, 0), Has(1, 1), Has(1, 2)));
    }

    [Fact]
    public void OfAllTheOneToldLongestAgoGoes()
    {
        for (var i = 0u; i < FlowTemplates.MostTemplates; i++) templates.Tell(From(i), Id(0), Some);
        templates.Withdraw(From(3), Id(0));
        templates.Tell(From(0), Id(0), Some);
        Assert.Equal((true, true), (Has(0, 0), Has(1, 0)));
        templates.Tell(From(FlowTemplates.MostTemplates), Id(0), Some);
        templates.Tell(From(FlowTemplates.MostTemplates + 1), Id(0), Some);
        Assert.Equal((true, false, true), (Has(0, 0), Has(1, 0), Has(2, 0)));
    }

    [Fact]
    public void WhatIsToldAgainLivesFromThen()
    {
        templates.Tell(From(1), Id(0), Some);
        templates.Tell(From(2), Id(0), Some);
        time.Advance(FlowTemplates.Life);
        templates.Tell(From(1), Id(0), Some);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((true, false), (Has(1, 0), Has(2, 0)));
    }

    [Fact]
    public void SetsThatWaitedComeInTheirOrderAndOnce()
    {
        for (byte i = 0; i < 4; i++) templates.Wait(From(1), Id(i % 2), default, [i]);
        time.Advance(FlowTemplates.Patience);
        templates.Wait(From(1), Id(0), default, [4]);
        Assert.Equal([0, 2, 4], Waited(0));
        Assert.Empty(Waited(0));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(Has(1, 0));
        Assert.Equal((1 + 1, 0), (templates.TakeLost(), Waited(1).Count));
        templates.Wait(From(1), Id(0), default, new byte[FlowTemplates.MostWaitingBytes]);
        Assert.Equal((0, 1), (templates.TakeLost(), Waited(0).Count));

        List<int> Waited(int id) => [.. templates.TakeWaiting(From(1), Id(id)).Select(w => (int)w.Set[0])];
    }

    /// <summary>A million templates of forged domains, told to full tables. The bound is wide; looking at all of a table for each takes minutes.</summary>
    [Fact]
    public void ATemplateToldToFullTablesCostsNoMoreThanToEmptyOnes()
    {
        for (var i = 0; i < FlowTemplates.MostWaiting; i++) templates.Wait(From(0), Id(i), default, [1]);
        for (var i = 0u; i < FlowTemplates.MostTemplates; i++) templates.Tell(From(i + 1), Id(0), Some);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0u; i < 1_000_000; i++)
        {
            var from = From(i % 2 == 0 ? 1 : i + FlowTemplates.MostTemplates);
            templates.Tell(from, Id((int)(i % 65_000)), Some);
            Assert.Empty(templates.TakeWaiting(from, Id(0)));
        }

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30), $"{Stopwatch.GetElapsedTime(start)}");
    }

    private static Exporter From(uint domain) => new(IPAddress.Loopback, 10, domain);

    private static ushort Id(int number) => (ushort)(256 + number);

    private bool Has(uint domain, int number) => templates.TryFind(From(domain), Id(number), out _);
}
