using System.Net;
using CsCheck;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Rehearsals;
using Ward.Standards.Yaml;

namespace Ward.Prescribe.Tests.Rehearsals;

public sealed class RehearsalTests
{
    private static readonly City.CityModel Town = (SmallCity.Model with
    {
        Services = [.. SmallCity.Model.Services.Select(s => s with { Floor = s.Id.Value == "payments" ? 0.5 : 0, Impact = new(0, 1, 1) })],
        Flows = [.. SmallCity.Model.Flows.Select(f => f.Id.Value == "ssh-in" ? f with { NeededBy = [new("payments")] } : f)],
    }).Anew();

    [Fact]
    public void ConversationsOfAClosedFlowAreCutAndOthersAreNot()
    {
        var told = Rehearsal.Of(Town, [new Measure.CloseFlow(new("edge"), new("ssh-in"))], [Seen("198.51.100.1", "10.0.1.10", 22, 7), Seen("198.51.100.1", "10.0.1.20", 443, 900), Seen("10.0.1.20", "10.0.1.10", 22, 3)]);

        Assert.Equal((3, 1, 7L, 1), (told.Seen, told.Cut, told.Sessions, told.Critical));
        Assert.Equal("would have cut 1 flow, 1 of critical services", told.Words);
    }

    [Fact]
    public void ADeniedAddressLosesWhatPassesTheFirewallAloneAndThatIsNoHarm()
    {
        var told = Rehearsal.Of(Town, [new Measure.DenySource(new("edge"), IPAddress.Parse("198.51.100.1"))], [Seen("198.51.100.1", "10.0.1.10", 22, 2), Seen("198.51.100.2", "10.0.1.20", 443, 2)]);

        Assert.Equal("would have cut 0 flows, 0 of critical services, besides 1 of the address that it denies", told.Words);
        Assert.Equal((0, 1, 0), (told.Cut, told.Denied, told.Flows.Count));
    }

    [Fact]
    public void WhatAHostOfTheCitySaidCountsAsCutWhereTheHostIsDenied()
    {
        var inside = Town.Assets.First(a => a.Addresses.Count > 0 && a.Id.Value == "web").Addresses[0];

        Assert.Equal(1, Rehearsal.Of(Town, [new Measure.DenySource(new("inner"), inside)], [new(inside, IPAddress.Parse("10.0.2.10"), null, 445, 3)]).Cut);
    }

    [Fact]
    public void WhatOnlyMakesAnAttackHarderCutsNothing() =>
        Assert.Equal(0, Rehearsal.Of(Town, [new Measure.RequireFactor(new("ops-backup")), new Measure.Harden(new("plc"), new("open-plc"))], [Seen("10.0.1.10", "10.0.2.10", 22, 5)]).Cut);

    [Fact]
    public void RowsAreReadInAnyOrderOfColumnsAndAddedUp()
    {
        var problems = new ProblemList("flows.csv");
        var flows = FlowTable.Read("port,dst,count,src,note\n22,10.0.1.10,3,198.51.100.1,a\n22,10.0.1.10,4,198.51.100.1,b\n", problems);

        Assert.Equal([Seen("198.51.100.1", "10.0.1.10", 22, 7)], flows);
    }

    [Theory]
    [InlineData("src,dst\n", "port")]
    [InlineData("src,dst,port\nnobody,10.0.0.1,22\n", "src")]
    [InlineData("src,dst,port,count\n10.0.0.2,10.0.0.1,22,0\n", "count")]
    [InlineData("src,dst,port\n10.0.0.2,10.0.0.1,99999\n", "port")]
    public void AWrongRowRefusesTheFileAndIsNamed(string text, string field)
    {
        var problems = new ProblemList("flows.csv");

        Assert.Null(FlowTable.Read(text, problems));
        Assert.Contains(problems.Sorted(), p => p.ToString().Contains(field, StringComparison.Ordinal));
    }

    [Fact]
    public void AnyTextGivesFlowsOrProblems() => Gen.OneOf(Gen.String, Gen.Char["src,dtpo\n0123456789.:\""].Array.Select(c => "src,dst,port\n" + new string(c))).Sample(text =>
    {
        var problems = new ProblemList("flows.csv");
        var flows = FlowTable.Read(text, problems);
        return flows is null == problems.Count > 0;
    });

    private static ObservedFlow Seen(string from, string to, int port, long count) => new(IPAddress.Parse(from), IPAddress.Parse(to), null, port, count);
}
