using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.Agent.Keeping;
using Ward.Agent.Watching;
using Ward.Elements;
using Ward.Elements.Leases;
using Ward.Elements.Targets;
using Ward.Lab;
using Ward.Standards.OpenC2;

namespace Ward.Agent.Tests.Keeping;

public sealed class LeaseKeeperTests : IDisposable
{
    private readonly ScratchFolder state = new();
    private readonly FakeTimeProvider time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly LedgerDriver element = new();
    private readonly LeaseKeeper keeper;

    public LeaseKeeperTests() => keeper = Open();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhereTheDiskRefusesTheLeaseTheElementIsNotTouched()
    {
        BreakDisk();
        Assert.Equal(OpenC2Status.ServiceUnavailable, (await keeper.Begin(Draft("a", 60), Stop)).Status);
        Assert.Empty(element.InForce);
    }

    [Fact]
    public async Task WhereTheDiskRefusesALeaseStillEnds()
    {
        await keeper.Begin(Draft("a", 60), Stop);
        BreakDisk();
        Assert.IsType<ElementReport.Done>(await keeper.End("a", "test", Stop));
        Assert.Empty(element.InForce);
    }

    [Fact]
    public async Task AnElementThatRefusesLeavesNoLease()
    {
        element.Refuses = new ElementReport.Refused("no");
        Assert.Equal(OpenC2Status.ServiceUnavailable, (await keeper.Begin(Draft("a", 60), Stop)).Status);
        Assert.Null(keeper.Find("a"));
        Assert.Empty(new LeaseFolder(state.Path).Load(out _));
    }

    [Fact]
    public async Task WhatMayBeInForceAndCannotBeReleasedStaysOnTheBooksAndIsSaidToBeUnknown()
    {
        element.Refuses = new ElementReport.Uncertain("who knows");
        Assert.Equal(OpenC2Status.InternalError, (await keeper.Begin(Draft("a", 60), Stop)).Status);
        Assert.Single(new LeaseFolder(state.Path).Load(out _));

        element.Refuses = null;
        time.Advance(TimeSpan.FromSeconds(60));
        await keeper.Tick(Stop);
        Assert.Empty(new LeaseFolder(state.Path).Load(out _));
    }

    [Fact]
    public async Task ALeaseThatTheElementDoesNotGiveUpIsTriedAgain()
    {
        await keeper.Begin(Draft("a", 60), Stop);
        time.Advance(TimeSpan.FromSeconds(61));
        element.Refuses = new ElementReport.Uncertain("busy");
        await keeper.Tick(Stop);
        Assert.Single(element.InForce);
        element.Refuses = null;
        await keeper.Tick(Stop);
        Assert.Empty(element.InForce);
    }

    [Fact]
    public async Task ARestartPutsBackWhatIsLiveAndNotWhatWasEndedOrIsOver()
    {
        await keeper.Begin(Draft("live", 600), Stop);
        await keeper.Begin(Draft("ended", 600), Stop);
        await keeper.Begin(Draft("over", 10), Stop);
        await keeper.End("ended", "test", Stop);
        time.Advance(TimeSpan.FromSeconds(20));
        using var again = Open();
        await again.Start(Stop);
        Assert.Equal(["live"], element.InForce);
        // The ended one is remembered, so that a late copy of its command is still refused.
        Assert.Equal(OpenC2Status.Forbidden, (await again.Begin(Draft("ended", 600), Stop)).Status);
    }

    [Fact]
    public async Task AWatchdogWithoutItsFolderGoes()
    {
        var folder = new LeaseFolder(state.Path);
        state.Dispose();
        Assert.False(await new Watchdog(state.Path, new LeaseClock(time, "b"), NullLogger.Instance).Look(folder, Stop));
    }

    public void Dispose()
    {
        keeper.Dispose();
        element.Dispose();
        state.Dispose();
    }

    private LeaseKeeper Open() => new(
        new Dictionary<string, IElementDriver> { ["e"] = element }, new LeaseFolder(state.Path), new LeaseClock(time, "b"), NullLogger.Instance);

    private static Lease Draft(string id, double seconds)
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return new(id, "e", new ElementTarget.Source(System.Net.IPNetwork.Parse("203.0.113.7/32")),
            """{"action":"deny","target":{"ipv4_net":"203.0.113.7"}}""", "", 0, now, now.AddSeconds(seconds), "", 0, false);
    }

    // Nothing can be written where the folder is a file.
    private void BreakDisk()
    {
        Directory.Delete(state.At("leases"), recursive: true);
        File.WriteAllText(state.At("leases"), "");
    }

    /// <summary>An element that is a list.</summary>
    private sealed class LedgerDriver : IElementDriver
    {
        public HashSet<string> InForce { get; } = [];
        public ElementReport? Refuses { get; set; }
        public string Kind => "ledger";
        public bool EndsByItself => false;
        public IReadOnlyList<(OpenC2Action Action, string Target)> Pairs => [];

        public ValueTask<ElementReport> Restore(IReadOnlyList<Lease> live, CancellationToken stop)
        {
            InForce.Clear();
            InForce.UnionWith(live.Select(l => l.Id));
            return new(new ElementReport.Done(""));
        }

        public ValueTask<ElementReport> Apply(Lease lease, CancellationToken stop)
        {
            if (Refuses is null)
                InForce.Add(lease.Id);
            return new(Refuses ?? new ElementReport.Done(""));
        }

        public ValueTask<ElementReport> Release(string leaseId, CancellationToken stop)
        {
            if (Refuses is null)
                InForce.Remove(leaseId);
            return new(Refuses ?? new ElementReport.Done(""));
        }

        public ValueTask<ElementReport> ReleaseAll(CancellationToken stop) => Restore([], stop);
        public ValueTask<IReadOnlyList<string>?> Held(CancellationToken stop) => new([.. InForce]);
        public ValueTask<RunningState> CheckRunning(ElementTarget target, CancellationToken stop) => new(RunningState.Unknown);
        public ValueTask<string?> Reconcile(CancellationToken stop) => new((string?)null);
        public void Dispose() { }
    }
}
