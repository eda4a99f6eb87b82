using Ward.Agent.Collecting.Sources;

namespace Ward.Agent.Collecting;

/// <summary>The collectors that were asked for and that this machine offers.</summary>
internal static class Collectors
{
    private const string Audit = "/var/log/audit/audit.log";
    private static readonly string[] Logins = ["/var/log/wtmp"], FailedLogins = ["/var/log/btmp"];

    public static IReadOnlyList<ICollector> Of(CollectOptions options, Spool spool, TimeProvider time)
    {
        List<ICollector> found = [];
        if (options.Kinds.Contains("journal") && JournalCollector.Find() is { } journalctl)
            found.Add(new JournalCollector(journalctl, spool));
        if (options.Kinds.Contains("audit") && Directory.Exists(Path.GetDirectoryName(Audit)))
            found.Add(new LineFollower("audit", Audit, spool, time));
        if (options.Kinds.Contains("process") && OperatingSystem.IsLinux())
            found.Add(new ProcessCollector(spool, time));
        var (listen, flows) = (options.Kinds.Contains("listen"), options.Kinds.Contains("socket"));
        if ((listen || flows) && OperatingSystem.IsLinux())
            found.Add(new SocketCollector(listen, flows, spool, time));
        if (options.Kinds.Contains("login"))
        {
            found.AddRange(Logins.Where(File.Exists).Select(path => new LoginFollower(path, failures: false, spool, time)));
            found.AddRange(FailedLogins.Where(File.Exists).Select(path => new LoginFollower(path, failures: true, spool, time)));
        }
        if (options.Kinds.Contains("package") && PackageCollector.IsOffered)
            found.Add(new PackageCollector(spool, time));
        if (options.Kinds.Contains("integrity") && options.Watch.Count > 0)
            found.Add(new IntegrityCollector(options.Watch, spool, time));
        found.AddRange(options.Follow.Select(path => new LineFollower("file", path, spool, time)));
        return found;
    }
}
