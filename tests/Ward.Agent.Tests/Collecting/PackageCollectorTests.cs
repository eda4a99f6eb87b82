using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Ward.Agent.Collecting;
using Ward.Agent.Collecting.Sources;
using Ward.Lab;

namespace Ward.Agent.Tests.Collecting;

/// <summary>When the whole list of packages is told, and how it is bounded.</summary>
public sealed class PackageCollectorTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
    private readonly string status, release, kernel;
    private Spool spool;

    public PackageCollectorTests()
    {
        (status, release, kernel) = (folder.At("status"), folder.At("os-release"), folder.At("osrelease"));
        File.WriteAllText(status, Package("a", "1") + Package("b", "2"));
        File.WriteAllText(release, "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n");
        File.WriteAllText(kernel, "6.1.0-18-amd64\n");
        spool = Open("spool");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AListStandsBetweenItsBeginningAndItsEndUnderOneNumber()
    {
        await Look();
        var lines = Lines();
        Assert.Equal(["inventory", "present", "present", "inventory-end"], lines.Select(Event));
        Assert.Equal(lines[0].GetProperty("list").GetInt64(), lines[^1].GetProperty("list").GetInt64());
        Assert.Equal((2, 2), (lines[0].GetProperty("packages").GetInt32(), lines[^1].GetProperty("packages").GetInt32()));
        Assert.Equal("6.1.0-18-amd64", lines[0].GetProperty("kernel").GetString());
        await Look();
        Assert.Equal(4, Lines().Count);
    }

    [Fact]
    public async Task AnAgentThatToldItsPackagesInAnotherFormTellsTheWholeListAnew()
    {
        // What an earlier agent left: a mark for each package and no list that ended; b is new since.
        spool.Append("package", j => j.WriteString("event", "present"), "package:a:amd64", "1");
        await Look();
        Assert.Equal(["present", "inventory", "present", "present", "inventory-end"], Lines().Select(Event));
        Assert.Equal(["a", "b"], Lines().Skip(2).Take(2).Select(l => l.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnotherReleaseOrAnotherRunningKernelIsToldWithTheWholeList(bool isRelease)
    {
        await Look();
        if (isRelease) await File.WriteAllTextAsync(release, "ID=debian\nVERSION_ID=\"13\"\nVERSION_CODENAME=trixie\n", Stop);
        else await File.WriteAllTextAsync(kernel, "6.1.0-20-amd64\n", Stop);
        await Look();
        Assert.Equal(["inventory", "present", "present", "inventory-end"], Lines().Skip(4).Select(Event));
        Assert.Equal(isRelease ? "debian 13 trixie" : "debian 12 bookworm", Lines()[5].GetProperty("os").GetString());
    }

    [Fact]
    public async Task TheListIsToldOnceADayAndNotByAllAgentsAtOnce()
    {
        var spools = Enumerable.Range(0, 8).Select(i => Open($"spool{i}")).ToList();
        var collectors = spools.Select(s => new PackageCollector(s, time, status, release, kernel)).ToList();
        foreach (var collector in collectors) await collector.Look(Stop);
        var told = spools.ConvertAll(_ => new List<int>());
        for (var hour = 1; hour <= 48; hour++)
        {
            time.Advance(TimeSpan.FromHours(1));
            for (var i = 0; i < spools.Count; i++)
            {
                var before = spools[i].Next;
                await collectors[i].Look(Stop);
                if (spools[i].Next > before) told[i].Add(hour);
            }
        }

        Assert.All(told, t => Assert.Equal(2, t.Count));
        Assert.All(told, t => Assert.Equal(24, t[1] - t[0]));
        Assert.NotEqual(1, told.Select(t => t[0]).Distinct().Count());
        spools.ForEach(s => s.Dispose());
    }

    [Fact]
    public async Task SeveralVersionsOfOnePackageAreEachToldAndWhichOfThemRuns()
    {
        await File.WriteAllTextAsync(kernel, "5.14.0-362.8.1.el9_3.x86_64\n", Stop);
        Rpm("kernel-core:x86_64\t0:5.14.0-362.8.1.el9_3\tkernel-5.14.0-362.8.1.el9_3.src.rpm\t(none)", "kernel-core:x86_64\t0:5.14.0-427.el9\tkernel-5.14.0-427.el9.src.rpm\t(none)", "nodejs:x86_64\t1:16.20.2-1.module+el8\tnodejs-16.20.2-1.module+el8.src.rpm\tnodejs:16:8080:cf");
        await LookRpm();
        var told = Lines().Where(l => Event(l) == "present").ToList();
        Assert.Equal([("0:5.14.0-362.8.1.el9_3", true), ("0:5.14.0-427.el9", false)], told.Take(2).Select(l => (l.GetProperty("version").GetString()!, l.GetProperty("running").GetBoolean())));
        Assert.Equal(["-", "-", "nodejs:16"], told.Select(l => l.GetProperty("module").GetString()));
        Assert.False(told[2].TryGetProperty("running", out _));

        // The old kernel goes, a newer one comes beside; the module's package is upgraded in its place.
        Rpm("kernel-core:x86_64\t0:5.14.0-427.el9\tkernel-5.14.0-427.el9.src.rpm\t(none)", "kernel-core:x86_64\t0:5.14.0-430.el9\tkernel-5.14.0-430.el9.src.rpm\t(none)", "nodejs:x86_64\t1:16.20.3-1.module+el8\tnodejs-16.20.3-1.module+el8.src.rpm\tnodejs:16:8080:cf");
        await LookRpm();
        Assert.Equal(["installed 0:5.14.0-430.el9", "removed 0:5.14.0-362.8.1.el9_3", "changed 1:16.20.3-1.module+el8"], Lines().Skip(5).Select(l => $"{Event(l)} {l.GetProperty("version").GetString()}"));
        Assert.Equal("1:16.20.2-1.module+el8", Lines()[^1].GetProperty("before").GetString());
    }

    [Fact]
    public async Task AnRpmThatKnowsNoModulesIsNotAskedForThem()
    {
        Rpm(false, "bash:x86_64\t0:4.2.46-35.el7_9\tbash-4.2.46-35.el7_9.src.rpm\t");
        await LookRpm();
        var line = Lines().Single(l => Event(l) == "present");
        Assert.Equal("0:4.2.46-35.el7_9", line.GetProperty("version").GetString());
        Assert.False(line.TryGetProperty("module", out _));
    }

    [Fact]
    public async Task AnRpmThatFailsTellsOfNoRemoval()
    {
        Rpm("bash:x86_64\t0:5-1\tbash-5-1.src.rpm\t(none)");
        await LookRpm();
        var before = Lines().Count;
        Script("echo 'bash:x86_64'; exit 1");
        await Assert.ThrowsAsync<IOException>(LookRpm);
        Assert.Equal(before, Lines().Count);
    }

    [Fact]
    public async Task WhatTheDiskRefusedIsToldAtTheNextLookAndNoLaterLineStandsForIt()
    {
        var disk = new RefusingDisk();
        spool.Dispose();
        spool = Spool.Open(folder.At("refusing"), 16 << 20, disk);
        Rpm("kernel-core:x86_64\t0:5-1\tkernel-5-1.src.rpm\t(none)");
        await LookRpm();
        var before = Lines().Count;
        Rpm("kernel-core:x86_64\t0:5-1\tkernel-5-1.src.rpm\t(none)", "kernel-core:x86_64\t0:5-2\tkernel-5-2.src.rpm\t(none)", "kernel-core:x86_64\t0:5-3\tkernel-5-3.src.rpm\t(none)");
        disk.Refusals = 1;
        await LookRpm();
        Assert.Equal(before, Lines().Count);
        await LookRpm();
        Assert.Equal(["installed 0:5-2", "installed 0:5-3"], Lines().Skip(before).Select(l => $"{Event(l)} {l.GetProperty("version").GetString()}"));
        Assert.Equal("0:5-1 0:5-2 0:5-3", spool.Mark("package:kernel-core:x86_64"));
    }

    [Theory]
    [InlineData("dpkg", "linux-image-6.1.0-18-amd64", "amd64", "6.1.76-1", "6.1.0-18-amd64", true)]
    [InlineData("dpkg", "linux-image-6.1.0-18-amd64-unsigned", "amd64", "6.1.76-1", "6.1.0-18-amd64", true)]
    [InlineData("dpkg", "linux-image-6.1.0-17-amd64-unsigned", "amd64", "6.1.69-1", "6.1.0-18-amd64", false)]
    [InlineData("dpkg", "linux-image-6.1.0-17-amd64", "amd64", "6.1.69-1", "6.1.0-18-amd64", false)]
    [InlineData("dpkg", "linux-image-unsigned-5.15.0-91-generic", "amd64", "5.15.0-91.101", "5.15.0-91-generic", true)]
    [InlineData("dpkg", "linux-modules-5.15.0-91-generic", "amd64", "5.15.0-91.101", "5.15.0-91-generic", true)]
    [InlineData("dpkg", "linux-image-amd64", "amd64", "6.1.76-1", "6.1.0-18-amd64", false)]
    [InlineData("dpkg", "linux-libc-dev", "amd64", "6.1.76-1", "6.1.0-18-amd64", false)]
    [InlineData("dpkg", "openssl", "amd64", "3.0.11-1", "6.1.0-18-amd64", null)]
    [InlineData("dpkg", "linux-image-6.1.0-18-amd64", "amd64", "6.1.76-1", "", null)]
    [InlineData("rpm", "kernel", "x86_64", "0:3.10.0-1160.el7", "3.10.0-1160.el7.x86_64", true)]
    [InlineData("rpm", "kernel-core", "x86_64", "0:5.14.0-427.el9", "5.14.0-362.8.1.el9_3.x86_64", false)]
    [InlineData("rpm", "kernel-rt-core", "x86_64", "0:5.14.0-427.el9", "5.14.0-427.el9.x86_64+rt", true)]
    [InlineData("rpm", "kernel-core", "x86_64", "0:5.14.0-427.el9", "5.14.0-427.el9.x86_64+rt", false)]
    [InlineData("rpm", "kernel-default", "x86_64", "0:5.14.21-150500.55.7.1", "5.14.21-150500.55.7-default", true)]
    [InlineData("rpm", "kernel-default", "x86_64", "0:5.14.21-150500.55.70.1", "5.14.21-150500.55.7-default", false)]
    [InlineData("rpm", "kernel-default-base", "x86_64", "0:5.14.21-150500.55.7.1.150500.6.2.5", "5.14.21-150500.55.7-default", true)]
    [InlineData("rpm", "kernel-default-base", "x86_64", "0:5.14.21-150500.55.12.1.150500.6.4.2", "5.14.21-150500.55.7-default", false)]
    [InlineData("rpm", "kernel-azure", "x86_64", "0:5.14.21-150500.55.7.1", "5.14.21-150500.55.7-default", false)]
    [InlineData("rpm", "kernel-headers", "x86_64", "0:5.14.0-427.el9", "5.14.0-427.el9.x86_64", false)]
    [InlineData("rpm", "kernel-tools", "x86_64", "0:5.14.0-427.el9", "5.14.0-427.el9.x86_64", null)]
    public void TheRunningKernelIsKnownByItsRelease(string manager, string name, string architecture, string version, string running, bool? expected) =>
        Assert.Equal(expected, KernelFacts.IsRunning(manager, name, architecture, version, running));

    [Theory]
    [InlineData("ID=linuxmint\nVERSION_ID=\"21.2\"\nVERSION_CODENAME=victoria\nUBUNTU_CODENAME=jammy\nID_LIKE=\"ubuntu debian\"\n", "linuxmint 21.2 jammy ubuntu,debian")]
    [InlineData("ID=\"rocky\"\nVERSION_ID=\"9.3\"\nID_LIKE=\"rhel centos fedora\"\n", "rocky 9.3 - rhel,centos,fedora")]
    public void WhatADistributionIsMadeFromIsTold(string text, string expected)
    {
        File.WriteAllText(release, text);
        Assert.Equal(expected, OsReleaseFile.Read(release));
    }

    public void Dispose()
    {
        spool.Dispose();
        folder.Dispose();
    }

    private Spool Open(string name) => Spool.Open(folder.At(name), 16 << 20, time);

    private Task Look() => new PackageCollector(spool, time, status, release, kernel).Look(Stop);

    private Task LookRpm() => new PackageCollector(spool, time, folder.At("none"), release, kernel, folder.At("rpm"), folder.At("rpmdb")).Look(Stop);

    private void Rpm(params string[] lines) => Rpm(true, lines);

    private void Rpm(bool knowsModules, params string[] lines) =>
        Script($"case \"$1\" in --querytags) printf 'NAME\\n{(knowsModules ? "MODULARITYLABEL\\n" : "")}' ;; *) printf '{string.Join("\\n", lines).Replace("\t", "\\t", StringComparison.Ordinal)}\\n' ;; esac");

    private void Script(string body)
    {
        File.WriteAllText(folder.At("rpmdb"), body);
        File.WriteAllText(folder.At("rpm"), $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.At("rpm"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private List<JsonElement> Lines() => [.. SpoolTests.Lines(spool, "", 0, 10_000).Where(l => l.GetProperty("source").GetString() == "package").Select(l => l.GetProperty("line"))];

    private static string? Event(JsonElement line) => line.GetProperty("event").GetString();

    /// <summary>A spool asks for the time as it writes a line: the line is refused there.</summary>
    private sealed class RefusingDisk : TimeProvider
    {
        public int Refusals { get; set; }

        public override DateTimeOffset GetUtcNow() => Refusals-- > 0 ? throw new IOException("No space left on device") : new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    }

    private static string Package(string name, string version) => $"Package: {name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: {version}\n\n";
}
