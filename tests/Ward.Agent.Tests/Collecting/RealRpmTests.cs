using System.Diagnostics;
using System.Text.Json;
using Ward.Agent.Collecting;
using Ward.Agent.Collecting.Sources;
using Ward.Lab;

namespace Ward.Agent.Tests.Collecting;

/// <summary>A database that rpm itself wrote, of packages that rpmbuild made; where both are in the path.</summary>
public sealed class RealRpmTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatRpmHasInstalledIsToldWithEpochSourceModuleAndEachKernel()
    {
        if (Find("rpm") is not { } rpm || Find("rpmbuild") is not { } build) { Assert.Skip("rpm and rpmbuild are not in the path"); return; }
        await Make(build, "kernel-core", "5.14.0", "362.8.1.el9_3", 0);
        await Make(build, "kernel-core", "5.14.1", "427.el9", 0);
        await Make(build, "nodejs", "16.20.2", "1.module+el8", 1, "ModularityLabel: nodejs:16:8080020230718:cf");
        await Install(rpm, "*.rpm");
        await File.WriteAllTextAsync(folder.At("asked"), $"#!/bin/sh\nexec {rpm} --dbpath {folder.At("db")} \"$@\"\n", Stop);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.At("asked"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(folder.At("osrelease"), "5.14.0-362.8.1.el9_3.x86_64\n", Stop);
        await File.WriteAllTextAsync(folder.At("os-release"), "ID=\"rhel\"\nVERSION_ID=\"9.3\"\n", Stop);
        using var spool = Spool.Open(folder.At("spool"), 16 << 20, TimeProvider.System);
        var collector = new PackageCollector(spool, TimeProvider.System, folder.At("none"), folder.At("os-release"), folder.At("osrelease"), folder.At("asked"), Directory.GetFiles(folder.At("db"), "*.sqlite").Concat(Directory.GetFiles(folder.At("db"), "Packages*")).First());
        await collector.Look(Stop);
        Assert.Equal(
            ["kernel-core x86_64 0:5.14.0-362.8.1.el9_3 kernel-core - True", "kernel-core x86_64 0:5.14.1-427.el9 kernel-core - False", "nodejs x86_64 1:16.20.2-1.module+el8 nodejs nodejs:16 "],
            Lines(spool).Where(l => Text(l, "event") == "present").Select(l => $"{Text(l, "name")} {Text(l, "architecture")} {Text(l, "version")} {Text(l, "source")} {Text(l, "module")} {(l.TryGetProperty("running", out var runs) ? runs.GetBoolean() : null)}").Order(StringComparer.Ordinal));

        // An end of a package changes the file that is watched.
        await Run(rpm, "--dbpath", folder.At("db"), "--justdb", "--nodeps", "-e", "kernel-core-5.14.1-427.el9");
        await collector.Look(Stop);
        var last = Lines(spool)[^1];
        Assert.Equal(("removed", "0:5.14.1-427.el9"), (Text(last, "event"), Text(last, "version")));
    }

    public void Dispose() => folder.Dispose();

    private async Task Make(string build, string name, string version, string release, int epoch, string more = "")
    {
        var spec = folder.At($"{name}-{version}.spec");
        await File.WriteAllTextAsync(spec, $"Name: {name}\nEpoch: {epoch}\nVersion: {version}\nRelease: {release}\nSummary: x\nLicense: none\n{more}\n%description\nx\n%files\n", Stop);
        await Run(build, "-bb", "--target", "x86_64", "--define", $"_topdir {folder.At("build")}", "--define", "debug_package %{nil}", "--define", "__os_install_post %{nil}", spec);
    }

    private Task Install(string rpm, string pattern) =>
        Run(rpm, ["--dbpath", folder.At("db"), "--justdb", "--nodeps", "--nosignature", "-i", .. Directory.GetFiles(folder.At("build"), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)]);

    private static async Task Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, $"{await said}\n{await wrong}");
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists);

    private static List<JsonElement> Lines(Spool spool) => [.. SpoolTests.Lines(spool, "", 0, 10_000).Where(l => l.GetProperty("source").GetString() == "package").Select(l => l.GetProperty("line"))];

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString() : null;
}
