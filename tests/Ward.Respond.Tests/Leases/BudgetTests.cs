using Ward.City;
using Ward.Govern.Mandates;
using Ward.Respond.Plans;

namespace Ward.Respond.Tests.Leases;

/// <summary>Real mandates over two classes of change: a plan of both rests on both.</summary>
public sealed class BudgetTests
{
    private static readonly MandateId Fire = new("fire");
    private static readonly MandateId Web = new("web");

    [Fact]
    public async Task APlanThatRestsOnTwoMandatesIsChargedToBoth()
    {
        await using var town = await Ground();
        await town.CarryOut("p1", 1, "i1", Town.Deny(), Town.DenyWeb());
        Assert.Equal([Fire, Web], (await town.Plan()).RestsOn.Order(Comparer<MandateId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))));
        Assert.Equal((2, 2), await Spent(town));
    }

    [Fact]
    public async Task TheChargeOutlivesARestart()
    {
        await using var town = await Ground();
        await town.CarryOut("p1", 1, "i1", Town.Deny(), Town.DenyWeb());
        await town.DieAndRecover();
        Assert.Equal((2, 2), await Spent(town));
    }

    [Fact]
    public async Task WhatASharedPlanSpentIsMissingFromEachBudget()
    {
        await using var town = await Ground();
        Assert.Equal(PlanState.Applied, (await town.CarryOut("p1", 1, "i1", Town.Deny(), Town.DenyWeb())).State);
        // Three targets in ten minutes: the shared plan took two of both budgets, so each has room for one more.
        Assert.Equal(PlanState.Applied, (await town.CarryOut("p2", 1, "i2", Town.DenyWeb("203.0.113.8"))).State);
        Assert.Equal(PlanState.Proposed, (await town.CarryOut("p3", 1, "i3", Town.DenyWeb("203.0.113.9"))).State);
        Assert.Equal(PlanState.Applied, (await town.CarryOut("p4", 1, "i4", Town.Deny("203.0.113.10"))).State);
        Assert.Equal(PlanState.Proposed, (await town.CarryOut("p5", 1, "i5", Town.Deny("203.0.113.11"))).State);
    }

    private static async Task<(int Fire, int Web)> Spent(Town town)
    {
        var since = town.Now.AddHours(-1);
        var rows = await town.Journal.SpentSince(new CityId("town"), since, Town.Stop);
        var (fire, web) = (rows.Where(r => r.Mandate == Fire).Sum(r => r.Targets), rows.Where(r => r.Mandate == Web).Sum(r => r.Targets));
        Assert.Equal(fire, await town.Journal.TargetsSince(new CityId("town"), Fire, since, Town.Stop));
        Assert.Equal(web, await town.Journal.TargetsSince(new CityId("town"), Web, since, Town.Stop));
        return (fire, web);
    }

    private static async Task<Town> Ground()
    {
        var town = new Town();
        var zones = town.City.Zones.ToDictionary(z => z.Id, z => z.Kind);
        var book = new MandateBook([Act(Fire, ActionClass.DenySource, town), Act(Web, ActionClass.DenyWeb, town)], zones);
        town.Book = book.Decide;
        await town.DieAndRecover();
        return town;
    }

    private static Mandate Act(MandateId id, ActionClass action, Town town) => new(
        id, new CityId("town"), MandateMode.Act, [action], [.. town.City.Zones.Select(z => z.Id)], new BlastBudget(3, 3, 100, 1000), Town.Lease, 1, null, town.Now.AddDays(1));
}
