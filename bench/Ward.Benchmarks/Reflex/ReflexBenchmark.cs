using Ward.Lab;
using Ward.Lab.Guards;

namespace Ward.Benchmarks.Reflex;

/// <summary>
/// From the write of the decisive log line to the attacker's first connection that is not let in, for Ward and its peers
/// on the same host, log and attack. Each guard first proves in a control ban that it works; otherwise its row says 'not measured'.
/// </summary>
internal static class ReflexBenchmark
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <param name="attacks">Attacks a row, each from an address of its own.</param>
    /// <param name="only">Guards whose name contains this, or null for all.</param>
    /// <param name="row">Rows whose setting contains this, or null for all.</param>
    public static IEnumerable<Row> Run(int attacks, string? only, string? row)
    {
        (Func<IGuard> Make, int Behind)[] rows =
        [
            (() => new WardGuard("small city", WardGuard.SmallCity), 0),
            (() => new WardGuard("small city", WardGuard.SmallCity), 20_000),
            (() => new WardGuard("generated city, 100k graph nodes", LargeCity.Yaml(100_000)), 0),
            (() => new Fail2ban(fastest: false), 0),
            (() => new Fail2ban(fastest: true), 0),
            (() => new Fail2ban(fastest: true), 20_000),
            (() => new CrowdSec(fastest: false), 0),
            (() => new CrowdSec(fastest: true), 0),
            (() => new CrowdSec(fastest: true), 20_000),
        ];
        foreach (var (index, (make, behind)) in rows.Index())
        {
            using var guard = make();
            if (only is not null && !guard.Name.Contains(only, StringComparison.OrdinalIgnoreCase)) continue;
            if (row is not null && !guard.Setting.Contains(row, StringComparison.OrdinalIgnoreCase)) continue;
            foreach (var measured in Measure(guard, behind, attacks, $"wb{index}")) yield return measured;
        }
    }

    private static List<Row> Measure(IGuard guard, int behind, int attacks, string tag)
    {
        var conditions = $"{guard.Setting}; {attacks} attacks; {(behind == 0 ? "alone" : $"{behind} ordinary lines/s behind it")}";
        if (Requirements.Missing(["ip", .. guard.Programs]) is { } missing) return [Row.NotMeasured("reflex", guard.Name, conditions, missing)];
        using var folder = new LabFolder();
        using var lab = new HostLab(folder.Path, $"{tag}{Environment.ProcessId % 10000}");
        try
        {
            guard.Start(lab);
            var clock = new ReflexClock(lab, guard);
            if (clock.Attack(HostLab.Address(0), Pause, Deadline) is null) return [Row.NotMeasured("reflex", guard.Name, conditions, "the control ban failed")];
            using var background = behind == 0 ? null : new OrdinaryLines(lab, behind);
            var latencies = Attack(clock, guard, attacks);
            var caught = latencies.Where(l => l is not null).Select(l => l!.Value).Order().ToArray();
            var written = background?.PerSecond;
            if (written is { } rate) conditions += $" ({rate:0}/s written)";
            if (caught.Length < latencies.Length) conditions += $"; {latencies.Length - caught.Length} not blocked within {Deadline.TotalSeconds:0} s";
            return caught.Length == 0
                ? [Row.NotMeasured("reflex", guard.Name, conditions, "blocked none in time")]
                : [new Row("reflex p50", guard.Name, At(caught, latencies.Length, 0.50), "ms", conditions), new Row("reflex p99", guard.Name, At(caught, latencies.Length, 0.99), "ms", conditions)];
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            return [Row.NotMeasured("reflex", guard.Name, conditions, e.Message.Split('\n')[0])];
        }
    }

    /// <summary>Ward one after the other; a peer that asks every 10 s twenty side by side, or the row would take an hour.</summary>
    private static double?[] Attack(ReflexClock clock, IGuard guard, int attacks)
    {
        var latencies = new double?[attacks];
        var sideBySide = guard is CrowdSec ? 10 : 1;
        Parallel.For(0, attacks, new ParallelOptions { MaxDegreeOfParallelism = sideBySide }, i => latencies[i] = clock.Attack(HostLab.Address(i + 1), Pause, Deadline));
        return latencies;
    }

    /// <summary>The percentile over all attacks; those not blocked count as slower than any.</summary>
    private static double At(double[] sorted, int total, double share)
    {
        var index = (int)Math.Ceiling(share * total) - 1;
        return index < sorted.Length ? sorted[index] : double.PositiveInfinity;
    }
}
