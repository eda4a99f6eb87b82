using System.Diagnostics;

namespace Ward.Agent.Collecting.Sources;

/// <summary>
/// Installed packages: the whole inventory the first time, then what was installed, changed or removed. What stands is a mark for each
/// package, so line and inventory never part. Looked at when the package manager's own file changed.
/// </summary>
internal sealed class PackageCollector(Spool spool, TimeProvider time, string dpkg = "/var/lib/dpkg/status", string release = "/etc/os-release") : ICollector
{
    private const int MostPackages = 20_000;
    private const string Prefix = "package:";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30), Patience = TimeSpan.FromMinutes(2);
    private static readonly string[] RpmFiles = ["/usr/lib/sysimage/rpm/rpmdb.sqlite", "/var/lib/rpm/rpmdb.sqlite", "/var/lib/rpm/Packages.db", "/var/lib/rpm/Packages"];

    private (long, long, ulong) seen;

    public string Name => "package";

    public static bool IsOffered => File.Exists("/var/lib/dpkg/status") || (File.Exists("/usr/bin/rpm") && RpmFiles.Any(File.Exists));

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
        if ((isDpkg ? dpkg : RpmFiles.FirstOrDefault(File.Exists)) is not { } path || !FileFacts.TryOf(path, out var facts) || (facts.Modified, facts.Size, facts.Inode) == seen)
            return;
        // Whole lists only: a list half read would tell of removals that never were.
        var listed = isDpkg ? ReadDpkg(path) : await ReadRpm(stop);
        if (listed.Count == 0)
            throw new IOException($"{path} lists no package");
        if (Tell(isDpkg ? "dpkg" : "rpm", listed))
            seen = (facts.Modified, facts.Size, facts.Inode);
    }

    /// <summary>Each package that is installed, by name:architecture.</summary>
    internal static Dictionary<string, PackageFacts> ReadDpkg(string path)
    {
        Dictionary<string, PackageFacts> found = new(StringComparer.Ordinal);
        var (name, architecture, version, source, installed) = ("", "", "", "", false);
        foreach (var line in File.ReadLines(path).Append(""))
        {
            if (line.Length == 0)
            {
                if (installed && name.Length > 0 && version.Length > 0 && found.Count < MostPackages)
                    found[$"{name}:{architecture}"] = PackageFacts.OfDpkg(name, version, source);
                (name, architecture, version, source, installed) = ("", "", "", "", false);
            }
            else if (line.StartsWith("Package: ", StringComparison.Ordinal))
                name = line[9..];
            else if (line.StartsWith("Architecture: ", StringComparison.Ordinal))
                architecture = line[14..];
            else if (line.StartsWith("Version: ", StringComparison.Ordinal))
                version = line[9..];
            else if (line.StartsWith("Source: ", StringComparison.Ordinal))
                source = line[8..];
            else if (line.StartsWith("Status: ", StringComparison.Ordinal))
                installed = line.EndsWith(" installed", StringComparison.Ordinal);
        }
        return found;
    }

    private static async Task<Dictionary<string, PackageFacts>> ReadRpm(CancellationToken stop)
    {
        var start = new ProcessStartInfo("/usr/bin/rpm") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["-qa", "--qf", "%{NAME}:%{ARCH}\\t%{EPOCHNUM}:%{VERSION}-%{RELEASE}\\t%{SOURCERPM}\\n"])
            start.ArgumentList.Add(argument);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        using var rpm = Process.Start(start) ?? throw new IOException("rpm did not start");
        Dictionary<string, PackageFacts> found = new(StringComparer.Ordinal);
        try
        {
            while (await rpm.StandardOutput.ReadLineAsync(patience.Token) is { } line)
                if (line.Split('\t') is [{ Length: > 0 } package, var version, var source] && found.Count < MostPackages)
                    found[package] = PackageFacts.OfRpm(version, source);
            await rpm.WaitForExitAsync(patience.Token);
            return rpm.ExitCode == 0 ? found : throw new IOException($"rpm ended with {rpm.ExitCode}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new IOException($"rpm did not end within {Patience.TotalSeconds} s");
        }
        finally
        {
            if (!rpm.HasExited)
                rpm.Kill();
        }
    }

    private bool Tell(string manager, Dictionary<string, PackageFacts> now)
    {
        var before = spool.Marks(Prefix);
        var first = before.Count == 0;
        var os = OsReleaseFile.Read(release);
        var kept = !first || spool.Append(Name, j =>
        {
            j.WriteString("event", "inventory");
            j.WriteString("manager", manager);
            j.WriteNumber("packages", now.Count);
            j.WriteString("os", os);
        });
        foreach (var (package, facts) in now)
            if (!before.TryGetValue(package, out var then))
                kept &= Tell(first ? "present" : "installed", manager, package, facts, os, null);
            else if (then != facts.Version)
                kept &= Tell("changed", manager, package, facts, os, then);
        foreach (var (package, version) in before)
            if (!now.ContainsKey(package))
                kept &= Tell("removed", manager, package, new PackageFacts(version, "", ""), os, null);
        return kept;
    }

    private bool Tell(string what, string manager, string package, PackageFacts facts, string os, string? before)
    {
        var colon = package.LastIndexOf(':');
        return spool.Append(Name, j =>
        {
            j.WriteString("event", what);
            j.WriteString("manager", manager);
            j.WriteString("name", package[..colon]);
            j.WriteString("version", facts.Version);
            j.WriteString("architecture", package[(colon + 1)..]);
            if (before is not null)
                j.WriteString("before", before);
            if (facts.Source.Length > 0)
            {
                j.WriteString("source", facts.Source);
                j.WriteString("source_version", facts.SourceVersion);
            }
            if (os.Length > 0)
                j.WriteString("os", os);
        }, Prefix + package, what == "removed" ? "" : facts.Version);
    }
}
