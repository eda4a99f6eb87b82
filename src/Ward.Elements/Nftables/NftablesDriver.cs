using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Ward.Elements.Leases;
using Ward.Elements.Targets;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Profiles;

namespace Ward.Elements.Nftables;

/// <summary>
/// Drives the kernel's packet filter through a table that Ward owns alone (inet ward). Every element carries a time-out,
/// so the kernel itself ends each lease, with the agent alive or dead. Nothing outside the table is ever read or changed.
/// </summary>
/// <param name="spared">Protected networks, exempt in the kernel as well.</param>
public sealed class NftablesDriver(INft nft, IReadOnlyList<IPNetwork> spared, LeaseClock clock, ILogger log) : IElementDriver
{
    private const int MostShapes = 64;
    private const int ManyElements = 1000, RoundsPerFullLook = 30;

    private static readonly NftShape[] Always =
    [
        new(NftShapeKind.Deny, false, 32, 0, false), new(NftShapeKind.Deny, true, 128, 0, false),
        new(NftShapeKind.Isolate, false, 32, 0, false), new(NftShapeKind.Isolate, true, 128, 0, false),
    ];

    private readonly Lock turn = new();
    private readonly Dictionary<string, Lease> leases = new(StringComparer.Ordinal);
    private readonly Dictionary<NftElement, List<string>> holders = [];
    private HashSet<NftShape> shapes = [];
    private int round;

    public string Kind => "nftables";

    public bool EndsByItself => true;

    public IReadOnlyList<(OpenC2Action Action, string Target)> Pairs { get; } =
    [
        (OpenC2Action.Deny, "ipv4_net"), (OpenC2Action.Deny, "ipv6_net"), (OpenC2Action.Deny, "ipv4_connection"),
        (OpenC2Action.Deny, "ipv6_connection"), (OpenC2Action.Contain, $"{WardProfile.Name}:{WardProfile.Host}"),
    ];

    public ValueTask<ElementReport> Restore(IReadOnlyList<Lease> live, CancellationToken stop)
    {
        lock (turn)
        {
            leases.Clear();
            holders.Clear();
            foreach (var lease in live)
                Remember(lease);
            return new(Rebuild());
        }
    }

    public ValueTask<ElementReport> Apply(Lease lease, CancellationToken stop)
    {
        lock (turn)
        {
            if (leases.TryGetValue(lease.Id, out var former) && former.Target != lease.Target)
                return new(new ElementReport.Refused("the id belongs to another target"));
            Remember(lease);
            var elements = NftShape.ElementsOf(lease.Target).ToList();
            ElementReport report;
            if (elements.Any(e => !shapes.Contains(e.Shape)))
                report = Rebuild();
            else
            {
                var script = new StringBuilder();
                foreach (var element in elements)
                    NftScripts.Put(script, element, LongestOf(element));
                var answer = nft.Run(script.ToString());
                // Somebody removed the table, or a set of it: make it whole again.
                report = answer.Done ? new ElementReport.Done($"dropped until {lease.Until:u}") : Rebuild();
            }
            if (report is not ElementReport.Done)
                Forget(lease.Id);
            return new(report);
        }
    }

    public ValueTask<ElementReport> Release(string leaseId, CancellationToken stop)
    {
        lock (turn)
        {
            if (!leases.TryGetValue(leaseId, out var lease))
                return new(new ElementReport.Done("was not in force"));
            Forget(leaseId);
            var script = new StringBuilder();
            foreach (var element in NftShape.ElementsOf(lease.Target))
            {
                if (holders.ContainsKey(element))
                    NftScripts.Put(script, element, LongestOf(element));
                else
                    NftScripts.Drop(script, element);
            }
            var answer = nft.Run(script.ToString());
            if (answer.Done)
                return new(new ElementReport.Done("no longer dropped"));
            var report = Rebuild();
            if (report is ElementReport.Done)
                return new(report);
            // The element did not obey, so the lease is still held: the next attempt must find it.
            Remember(lease);
            return new(new ElementReport.Uncertain(report.Words));
        }
    }

    public ValueTask<ElementReport> ReleaseAll(CancellationToken stop) => Restore([], stop);

    public ValueTask<IReadOnlyList<string>?> Held(CancellationToken stop)
    {
        lock (turn)
        {
            var answer = nft.List($"list table {NftScripts.Table}", withoutElements: false);
            if (answer.IsMissing)
                return new([]);
            if (!answer.Done || NftListing.Read(answer.Output) is not { } listing || !IsWhole(listing))
                return new((IReadOnlyList<string>?)null);
            return new(leases.Values
                .Where(l => NftShape.ElementsOf(l.Target).All(e => listing.Elements.Contains((e.Shape.Set, e.Key))) && !clock.IsOver(l))
                .Select(l => l.Id).ToList());
        }
    }

    public ValueTask<RunningState> CheckRunning(ElementTarget target, CancellationToken stop)
    {
        lock (turn)
        {
            var table = nft.List($"list table {NftScripts.Table}", withoutElements: true);
            if (table.IsMissing)
                return new(RunningState.Passes);
            if (!table.Done || NftListing.Read(table.Output) is not { } listing)
                return new(RunningState.Unknown);
            if (!IsWhole(listing))
                return new(RunningState.Passes);
            foreach (var element in NftShape.ElementsOf(target))
            {
                var answer = nft.Run(NftScripts.Ask(element));
                if (!answer.Done)
                    return new(answer.IsMissing ? RunningState.Passes : RunningState.Unknown);
            }
            return new(RunningState.Refuses);
        }
    }

    public ValueTask<string?> Reconcile(CancellationToken stop)
    {
        lock (turn)
        {
            // Listing thousands of elements costs the time of hundreds of commands: mostly the rules are compared, now and then all.
            var rulesOnly = holders.Count > ManyElements && ++round % RoundsPerFullLook != 0;
            var answer = nft.List($"list table {NftScripts.Table}", rulesOnly);
            if (!answer.Done && !answer.IsMissing)
                return new((string?)null);
            if (answer.Done && NftListing.Read(answer.Output) is { } listing && IsWhole(listing) && (rulesOnly || (HasAll(listing) && HasNoOther(listing))))
                return new((string?)null);
            var report = Rebuild();
            ElementLog.Repaired(log, "nftables", report.Words);
            return new(report is ElementReport.Done ? "the table was changed by another hand and is whole again" : report.Words);
        }
    }

    public void Dispose() => nft.Dispose();

    private ElementReport Rebuild()
    {
        foreach (var over in leases.Values.Where(clock.IsOver).Select(l => l.Id).ToList())
            Forget(over);
        HashSet<NftShape> shapes = [.. Always, .. holders.Keys.Select(e => e.Shape)];
        if (shapes.Count > MostShapes)
            return new ElementReport.Refused($"more than {MostShapes} kinds of network at once");
        var answer = nft.Run(NftScripts.Build(spared, shapes, holders.Keys.Select(e => (e, LongestOf(e)))));
        if (!answer.Done)
        {
            ElementLog.Failed(log, "nftables", answer.Error);
            return new ElementReport.Refused($"nftables refused: {FirstLine(answer.Error)}");
        }
        this.shapes = shapes;
        return new ElementReport.Done("the table stands");
    }

    private bool IsWhole(NftListing listing) =>
        NftScripts.HookChains.All(h => listing.Hooked.Contains(h) && listing.RulesByChain.GetValueOrDefault(h) == 1)
        && listing.RulesByChain.GetValueOrDefault("cut") == NftScripts.CutRules(shapes);

    // An element may have ended between our clock and the kernel's: only what has more than a moment left must be there.
    private bool HasAll(NftListing listing) => holders.Keys.All(e =>
        LongestOf(e) < TimeSpan.FromMilliseconds(500) || listing.Elements.Contains((e.Shape.Set, e.Key)));

    private bool HasNoOther(NftListing listing)
    {
        HashSet<(string, string)> ours = [.. holders.Keys.Select(e => (e.Shape.Set, e.Key))];
        return listing.Elements.All(e => e.Set.StartsWith("protected", StringComparison.Ordinal) || ours.Contains(e));
    }

    private TimeSpan LongestOf(NftElement element)
    {
        var longest = TimeSpan.FromMilliseconds(1);
        foreach (var id in holders[element])
        {
            var left = clock.Left(leases[id]);
            if (left > longest)
                longest = left;
        }
        return longest;
    }

    private void Remember(Lease lease)
    {
        leases[lease.Id] = lease;
        foreach (var element in NftShape.ElementsOf(lease.Target))
        {
            if (!this.holders.TryGetValue(element, out var holders))
                this.holders[element] = holders = [];
            if (!holders.Contains(lease.Id))
                holders.Add(lease.Id);
        }
    }

    private void Forget(string id)
    {
        if (!leases.Remove(id, out var lease))
            return;
        foreach (var element in NftShape.ElementsOf(lease.Target))
            if (this.holders.TryGetValue(element, out var holders) && holders.Remove(id) && holders.Count == 0)
                this.holders.Remove(element);
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
