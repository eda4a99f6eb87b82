using System.Globalization;

namespace Ward.Agent.Collecting.Sources;

/// <summary>
/// Installed packages. The whole list the first time, once a day, and whenever its form, the distribution's release or the running kernel is another; between, what was
/// installed, changed or removed. What stands is a mark for each package, so line and list never part. Looked at when the package manager's own file changed.
/// A list has a number, its lines stand between its beginning and its end: one that was broken off has no end, and is told anew.
/// </summary>
/// <param name="dpkg">dpkg's status file.</param>
/// <param name="release">os-release(5).</param>
/// <param name="kernel">Where the kernel says its release.</param>
/// <param name="rpm">The program, asked where dpkg has no file.</param>
/// <param name="database">rpm's own file; null for the first of the usual ones that is there.</param>
internal sealed class PackageCollector(
    Spool spool, TimeProvider time, string dpkg = "/var/lib/dpkg/status", string release = "/etc/os-release", string kernel = "/proc/sys/kernel/osrelease", string rpm = PackageCollector.Rpm, string? database = null) : ICollector
{
    /// <summary>Of the lines; with another, every agent tells its list anew.</summary>
    private const int Form = 2;

    private const string Rpm = "/usr/bin/rpm";
    private const string Prefix = "package:", ListMark = "packages";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);
    private static readonly string[] RpmFiles = ["/usr/lib/sysimage/rpm/rpmdb.sqlite", "/var/lib/rpm/rpmdb.sqlite", "/var/lib/rpm/Packages.db", "/var/lib/rpm/Packages"];

    private (long, long, ulong) seen;

    public string Name => "package";

    public static bool IsOffered => File.Exists("/var/lib/dpkg/status") || (File.Exists(Rpm) && RpmFiles.Any(File.Exists));

    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat, time);
        do
            await Look(stop);
        while (await timer.WaitForNextTickAsync(stop));
    }

    internal async Task Look(CancellationToken stop)
    {
        var isDpkg = File.Exists(dpkg);
        if ((isDpkg ? dpkg : database ?? RpmFiles.FirstOrDefault(File.Exists)) is not { } path || !FileFacts.TryOf(path, out var facts))
            return;
        var (os, running) = (OsReleaseFile.Read(release), KernelFacts.Release(kernel));
        var state = string.Create(CultureInfo.InvariantCulture, $"{Form} {Day} {running} {os}");
        if ((facts.Modified, facts.Size, facts.Inode) == seen && spool.Mark(ListMark) == state)
            return;
        // Whole lists only: a list half read would tell of removals that never were.
        var list = isDpkg ? InstalledList.OfDpkg(path) : await InstalledList.OfRpm(rpm, stop);
        if (list.Count == 0)
            throw new IOException($"{path} lists no package");
        if (TellChanges(list, os, running) && (spool.Mark(ListMark) == state || TellAll(list, os, running, state)))
            seen = (facts.Modified, facts.Size, facts.Inode);
    }

    /// <summary>Which day it is for this agent: its days begin where its spool's own number says, so that not all agents tell their lists at once.</summary>
    private long Day
    {
        get
        {
            var begins = ulong.TryParse(spool.Stream, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) ? (long)(number % 86_400) : 0;
            return Math.DivRem(time.GetUtcNow().ToUnixTimeSeconds() - begins, 86_400).Quotient;
        }
    }

    /// <summary>False as soon as a line is refused: no mark then covers what was not told, and the next look goes on there.</summary>
    private bool TellChanges(InstalledList list, string os, string running)
    {
        var before = spool.Marks(Prefix);
        // Before the first whole list nobody knows what is new.
        var isKnown = spool.Mark(ListMark) is not null;
        foreach (var (package, now) in list.Packages)
        {
            if (!before.TryGetValue(package, out var then))
            {
                for (var i = 0; isKnown && i < now.Count; i++)
                    if (!Tell("installed", list.Manager, package, now[i], os, running, null, now.Take(i + 1).Select(n => n.Version)))
                        return false;
                continue;
            }
            List<string> standing = [.. then.Split(' ')];
            var gone = standing.Except(now.Select(n => n.Version), StringComparer.Ordinal).ToList();
            foreach (var facts in now.Where(n => !standing.Contains(n.Version)).ToList())
            {
                var replaced = gone.Count == 1 && standing.Count == 1 ? gone[0] : null;
                if (replaced is not null)
                {
                    standing.Clear();
                    gone.Clear();
                }
                standing.Add(facts.Version);
                if (!Tell(replaced is null ? "installed" : "changed", list.Manager, package, facts, os, running, replaced, standing))
                    return false;
            }
            foreach (var version in gone)
            {
                standing.Remove(version);
                if (!Tell("removed", list.Manager, package, new PackageFacts(version, "", ""), os, "", null, standing))
                    return false;
            }
        }
        foreach (var (package, versions) in before)
            if (!list.Packages.ContainsKey(package))
            {
                List<string> standing = [.. versions.Split(' ')];
                foreach (var version in versions.Split(' '))
                {
                    standing.Remove(version);
                    if (!Tell("removed", list.Manager, package, new PackageFacts(version, "", ""), os, "", null, standing))
                        return false;
                }
            }
        return true;
    }

    /// <summary>False as soon as a line is refused: the list is then without its end, and is told again.</summary>
    private bool TellAll(InstalledList list, string os, string running, string state)
    {
        var number = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!spool.Append(Name, j => Bound(j, "inventory")))
            return false;
        foreach (var (package, now) in list.Packages)
            foreach (var facts in now)
                if (!Tell("present", list.Manager, package, facts, os, running, null, now.Select(n => n.Version)))
                    return false;
        return spool.Append(Name, j => Bound(j, "inventory-end"), ListMark, state);

        void Bound(System.Text.Json.Utf8JsonWriter j, string what)
        {
            j.WriteString("event", what);
            j.WriteString("manager", list.Manager);
            j.WriteNumber("list", number);
            j.WriteNumber("packages", list.Count);
            j.WriteString("os", os);
            if (running.Length > 0)
                j.WriteString("kernel", running);
            if (list.Beyond > 0)
                j.WriteNumber("beyond", list.Beyond);
        }
    }

    /// <param name="standing">The versions of the package that are installed once this is told; none ends its mark.</param>
    private bool Tell(string what, string manager, string package, PackageFacts facts, string os, string running, string? before, IEnumerable<string> standing)
    {
        var colon = package.LastIndexOf(':');
        var (name, architecture) = (package[..colon], package[(colon + 1)..]);
        return spool.Append(Name, j =>
        {
            j.WriteString("event", what);
            j.WriteString("manager", manager);
            j.WriteString("name", name);
            j.WriteString("version", facts.Version);
            j.WriteString("architecture", architecture);
            if (before is not null)
                j.WriteString("before", before);
            if (facts.Source.Length > 0)
            {
                j.WriteString("source", facts.Source);
                j.WriteString("source_version", facts.SourceVersion);
            }
            if (facts.Module is { } module)
                j.WriteString("module", module.Length > 0 ? module : "-");
            if (KernelFacts.IsRunning(manager, name, architecture, facts.Version, running) is { } runs)
                j.WriteBoolean("running", runs);
            if (os.Length > 0)
                j.WriteString("os", os);
        }, Prefix + package, string.Join(' ', standing));
    }
}
