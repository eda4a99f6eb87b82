using Ward.Agent.Collecting;
using Ward.Agent.Collecting.Sources;
using Ward.Lab;

namespace Ward.Agent.Tests.Collecting;

/// <summary>
/// The collector on what a real auditd writes, through auditd's own rotation. The kernel has one audit for the whole machine: where somebody
/// listens to it already the test skips, no rule is set, and it is left as it was found.
/// </summary>
public sealed class AuditdTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly LabProcess? auditd;
    private readonly string before = "0";
    private readonly string log;
    private Spool spool;

    public AuditdTests()
    {
        spool = Open();
        log = folder.At("log", "audit.log");
        if (Missing(out before) is { } missing) Assert.Skip(missing);
        foreach (var made in (string[])["conf", "conf/plugins.d", "log"]) Directory.CreateDirectory(folder.At(made));
        // auditd refuses a folder into which others may write.
        Shell.Run("chmod", "-R", "go-rwx", folder.At("conf"), folder.At("log"));
        File.WriteAllText(folder.At("conf", "auditd.conf"), $"""
            log_file = {log}
            log_format = ENRICHED
            log_group = root
            flush = INCREMENTAL
            freq = 1
            num_logs = 4
            max_log_file = 8
            max_log_file_action = ROTATE
            space_left = 2
            admin_space_left = 1
            plugin_dir = {folder.At("conf", "plugins.d")}

            """);
        Shell.Run("chmod", "600", folder.At("conf", "auditd.conf"));
        auditd = LabProcess.Start(folder.At("out"), null, [Shell.Find("auditd")!, "-n", "-c", folder.At("conf")]);
        for (var i = 0; i < 100 && !File.Exists(log); i++) Thread.Sleep(100);
        Assert.True(File.Exists(log), auditd.Log);
    }

    [Fact]
    public void EveryRecordOfARealAuditIsKeptOnceThroughItsRotation()
    {
        var follow = Follower();
        follow.Look();
        var start = File.ReadAllLines(log).Length;
        for (var i = 0; i < 10; i++) Say(i);
        Await("ward-test-9");
        follow.Look();
        Shell.Run("kill", "-USR1", $"{auditd!.Id}");
        CityLab.Eventually("auditd rotates", () => File.Exists(log + ".1") && File.Exists(log));
        for (var i = 10; i < 20; i++) Say(i);
        Await("ward-test-19");
        follow.Look();
        follow.Look();
        // The agent ends; auditd writes on, rotates and writes on.
        spool.Dispose();
        Say(20);
        Await("ward-test-20");
        Shell.Run("kill", "-USR1", $"{auditd.Id}");
        CityLab.Eventually("auditd rotates again", () => File.Exists(log + ".2") && File.Exists(log));
        Say(21);
        Await("ward-test-21");
        spool = Open();
        follow = Follower();
        follow.Look();
        follow.Look();
        follow.Look();

        var texts = SpoolTests.Lines(spool, "", 0, 10_000).Where(l => l.GetProperty("source").GetString() == "audit").Select(l => l.GetProperty("line").GetString()!).ToList();
        var written = ((string[])[log + ".2", log + ".1", log]).SelectMany(File.ReadAllLines).Skip(start).ToList();
        Assert.Equal(written, texts);
        Assert.Equal(Enumerable.Range(0, 22).Select(i => $"ward-test-{i}"), texts.Where(t => t.Contains("text=ward-test-", StringComparison.Ordinal) || t.Contains("'ward-test-", StringComparison.Ordinal)).Select(Word));
    }

    public void Dispose()
    {
        auditd?.Stop(TimeSpan.FromSeconds(5));
        auditd?.Dispose();
        if (auditd is not null) Shell.TryRun("auditctl", "-e", before);
        spool.Dispose();
        folder.Dispose();
    }

    private static string? Missing(out string enabled)
    {
        enabled = "0";
        if (new[] { "auditd", "auditctl" }.FirstOrDefault(p => Shell.Find(p) is null) is { } absent) return $"not installed: {absent}";
        string status;
        try { status = Shell.Run("auditctl", "-s"); }
        catch (InvalidOperationException wrong) { return $"the kernel's audit may not be used: {wrong.Message}"; }
        enabled = ValueOf(status, "enabled");
        return ValueOf(status, "pid") != "0" ? "somebody listens to this kernel's audit already" : enabled == "2" ? "this kernel's audit is locked" : null;
    }

    private static string ValueOf(string status, string name) =>
        status.Split('\n').FirstOrDefault(l => l.StartsWith(name + " ", StringComparison.Ordinal))?.Split(' ')[1] ?? "";

    private static void Say(int number) => Shell.Run("auditctl", "-m", $"ward-test-{number}");

    private static string Word(string text) => text[text.IndexOf("ward-test-", StringComparison.Ordinal)..].Split('\'', ' ', '"')[0];

    private void Await(string text) => CityLab.Eventually($"auditd writes {text}", () => File.ReadAllText(log).Contains(text, StringComparison.Ordinal));

    private LineFollower Follower() => new("audit", log, spool, TimeProvider.System);

    private Spool Open() => Spool.Open(folder.At("spool"), 16 << 20, TimeProvider.System);
}
