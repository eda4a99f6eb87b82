using System.Diagnostics;
using Ward.Lab;

namespace Ward.Agent.Tests.Rigs;

/// <summary>
/// A real systemd-journald without the rest of systemd: in a mount namespace of its own, with its own journal, its own sockets and a
/// configuration that keeps it from the kernel's messages and from the audit.
/// </summary>
internal sealed class Journald : IDisposable
{
    private const string Program = "/lib/systemd/systemd-journald", Ready = "the journal is open";

    private const string Script = """
        set -e
        mkdir -p /run/log /run/systemd/journal
        mount -t tmpfs none /run/log
        mount -t tmpfs none /run/systemd/journal
        mkdir -p /run/log/journal
        mount --bind "$1/journald.conf" /etc/systemd/journald.conf
        /lib/systemd/systemd-journald &
        for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -S /run/systemd/journal/stdout ] && break; sleep 0.1; done
        echo "the journal is open $!"
        wait
        """;

    private readonly LabProcess process;
    private readonly string folder;
    private readonly string daemon;

    public Journald(string folder)
    {
        this.folder = Directory.CreateDirectory(folder).FullName;
        File.WriteAllText(At("journald.conf"), "[Journal]\nStorage=volatile\nAudit=no\nReadKMsg=no\nForwardToSyslog=no\nForwardToWall=no\nRateLimitBurst=0\n");
        File.WriteAllText(At("script"), Script);
        process = LabProcess.Start(At("log"), null, ["unshare", "-m", "--propagation", "private", "sh", At("script"), this.folder]);
        process.AwaitLog(Ready, TimeSpan.FromSeconds(20));
        daemon = process.Log.Split(Ready)[1].Split('\n')[0].Trim();
        // The collector starts a program of this name; here it has to go through the namespace's door first.
        Journalctl = At("journalctl");
        File.WriteAllText(Journalctl, $"#!/bin/sh\nexec nsenter --mount=/proc/{process.Id}/ns/mnt journalctl \"$@\"\n");
        Shell.Run("chmod", "500", Journalctl);
    }

    /// <summary>A program that is this journal's journalctl.</summary>
    public string Journalctl { get; }

    /// <summary>Why there can be none here, or null.</summary>
    public static string? Missing() => !OperatingSystem.IsLinux() || !File.Exists(Program) ? "systemd-journald is not installed"
        : new[] { "unshare", "nsenter", "journalctl", "systemd-cat", "logger" }.FirstOrDefault(p => Shell.Find(p) is null) is { } absent ? $"not installed: {absent}"
        : Shell.TryRun("unshare", "-m", "true") ? null : "needs root and mount namespaces";

    /// <summary>One line as a service writes it to its standard output.</summary>
    public void Say(string identifier, string line) => Feed(line + "\n", "systemd-cat", "-t", identifier);

    /// <summary>One entry by journald's own protocol; a line NAME=VALUE each.</summary>
    public void Enter(params string[] fields) => Feed(string.Join('\n', fields) + "\n", "logger", "--journald");

    /// <summary>Begins new journal files, as journald does where one has grown.</summary>
    public void Rotate()
    {
        Shell.Run("kill", "-USR2", daemon);
        Thread.Sleep(300);
    }

    public void Dispose() => process.Dispose();

    private string At(string name) => Path.Combine(folder, name);

    private void Feed(string text, params string[] command)
    {
        using var program = Process.Start(new ProcessStartInfo("nsenter", [$"--mount=/proc/{process.Id}/ns/mnt", .. command]) { RedirectStandardInput = true })!;
        program.StandardInput.Write(text);
        program.StandardInput.Close();
        program.WaitForExit();
        Assert.Equal(0, program.ExitCode);
    }
}
