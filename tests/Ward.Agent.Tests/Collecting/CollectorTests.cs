using System.Text;
using System.Text.Json;
using Ward.Agent.Collecting;
using Ward.Agent.Collecting.Sources;
using Ward.Lab;

namespace Ward.Agent.Tests.Collecting;

/// <summary>The collectors on temporary files and on this machine's own /proc.</summary>
public sealed class CollectorTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private Spool spool;

    public CollectorTests() => spool = Open();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void AFollowedFileGoesOnThroughRotationTruncationAndRestart()
    {
        var path = folder.At("x.log");
        File.WriteAllText(path, "old\n");
        var follow = new LineFollower("file", path, spool, TimeProvider.System);
        follow.Look();
        File.AppendAllText(path, "one\ntw");
        follow.Look();
        File.AppendAllText(path, "o\n");
        follow.Look();
        File.Move(path, path + ".1");
        File.AppendAllText(path + ".1", "three\n");
        File.WriteAllText(path, "four\n");
        follow.Look();
        follow.Look();
        // A restart of the agent, with a rotation meanwhile.
        Reopen();
        File.AppendAllText(path, "five\n");
        File.Move(path, path + ".2");
        File.WriteAllText(path, "six\n");
        follow = new LineFollower("file", path, spool, TimeProvider.System);
        follow.Look();
        follow.Look();
        File.WriteAllText(path, "7\n");
        follow.Look();
        Assert.Equal(["one", "two", "three", "four", "five", "six", "7"], Texts());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FilesThatWerePutAsideUnreadAreReadInTheirOrder(bool away)
    {
        var path = folder.At("x.log");
        Write(path, "old\n", 0);
        Write(path + ".2", "older, and read by nobody\n", -1);
        var follow = new LineFollower("file", path, spool, TimeProvider.System);
        follow.Look();
        Write(path, "old\none\ntwo\n", 1);
        if (!away) follow.Look();
        else Reopen();
        // Three rotations; the first of the files ends within a line, and one is packed already.
        File.Move(path, path + ".5");
        Write(path + "-20260301", "three\nfo", 2);
        Write(path + ".4", "five\n", 3);
        Write(path + ".other", "another log\n", 3);
        Write(path + ".3.gz", "\u001f", 3);
        Write(path, "six\n", 4);
        if (away) follow = new LineFollower("file", path, spool, TimeProvider.System);
        for (var i = 0; i < 3; i++) follow.Look();
        // A finished one that is written to late is not taken for one that nobody read.
        Write(path + ".4", "five\nlate\n", 5);
        File.Move(path, path + ".6");
        Write(path, "seven\n", 6);
        for (var i = 0; i < 3; i++) follow.Look();
        Assert.Equal(["one", "two", "three", "fo", "five", "six", "seven"], Texts());
        var lost = Assert.Single(Of("agent"), l => Text(l, "event") == "lost");
        Assert.Equal(("packed", path, 1), (Text(lost, "policy"), Text(lost, "path"), lost.GetProperty("files").GetInt32()));
    }

    [Fact]
    public void AFileThatWasRotatedAwayUnreadIsToldOnce()
    {
        var path = folder.At("x.log");
        Write(path, "old\n", 0);
        var follow = new LineFollower("file", path, spool, TimeProvider.System);
        follow.Look();
        for (var round = 0; round < 2; round++)
        {
            Reopen();
            if (round == 0) File.Move(path, folder.At("gone"));
            File.AppendAllText(path, round == 0 ? "" : "new\n");
            follow = new LineFollower("file", path, spool, TimeProvider.System);
            follow.Look();
        }

        Assert.Equal(["new"], Texts());
        var lost = Assert.Single(Of("agent"), l => Text(l, "event") == "lost");
        Assert.Equal(("rotated away", path, 1), (Text(lost, "policy"), Text(lost, "path"), lost.GetProperty("files").GetInt32()));
    }

    [Fact]
    public void TheRestOfALineThatIsTooLongIsNotALine()
    {
        var path = folder.At("x.log");
        var follow = new LineFollower("file", path, spool, TimeProvider.System);
        follow.Look();
        File.WriteAllText(path, new string('a', LineFollower.Longest * 3) + "forged\nnext\n");
        follow.Look();
        Assert.Equal([new string('a', LineFollower.Longest), "next"], Texts());
    }

    [Fact]
    public void SignInsThatFailedAreReadFromTheirRecords()
    {
        if (System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture != System.Runtime.InteropServices.Architecture.X64) Assert.Skip("the record is this machine's own");
        var path = folder.At("btmp");
        File.WriteAllBytes(path, new byte[384]);
        var follow = new LoginFollower(path, failures: true, spool, TimeProvider.System);
        follow.Look();
        var record = new byte[384];
        record[0] = 6;
        Encoding.ASCII.GetBytes("ssh:notty").CopyTo(record, 8);
        Encoding.ASCII.GetBytes("root").CopyTo(record, 44);
        BitConverter.GetBytes(1772366398).CopyTo(record, 340);
        new byte[] { 203, 0, 113, 7 }.CopyTo(record, 348);
        File.WriteAllBytes(path, [.. new byte[384], .. record, .. record[..100]]);
        follow.Look();
        var line = Assert.Single(Of("login"));
        Assert.Equal(("failed", "root", "203.0.113.7", 1772366398), (Text(line, "event"), Text(line, "user"), Text(line, "address"), line.GetProperty("at").GetInt32()));
    }

    [Fact]
    public async Task PackagesAreListedOnceAndThenOnlyTheirChanges()
    {
        var status = folder.At("status");
        await File.WriteAllTextAsync(status, Package("a", "1") + Package("b", "1") + Package("gone", "1", "deinstall ok config-files"), Stop);
        await new PackageCollector(spool, TimeProvider.System, status).Look(Stop);
        Reopen();
        await File.WriteAllTextAsync(status, Package("a", "2") + Package("c", "10"), Stop);
        await new PackageCollector(spool, TimeProvider.System, status).Look(Stop);
        Assert.Equal(["present a 1", "present b 1", "changed a 2", "installed c 10", "removed b 1"],
            Of("package").Where(l => Text(l, "event")?.StartsWith("inventory", StringComparison.Ordinal) != true).Select(l => $"{Text(l, "event")} {Text(l, "name")} {Text(l, "version")}"));
        Assert.Single(Of("package"), l => Text(l, "event") == "inventory");
    }

    [Fact]
    public async Task APackageIsToldWithTheSourceThatItWasBuiltFromAndItsDistribution()
    {
        var (status, release) = (folder.At("status"), folder.At("os-release"));
        await File.WriteAllTextAsync(release, "NAME=\"Debian\"\nVERSION_ID=\"12\"\nID=debian\nVERSION_CODENAME=bookworm\n", Stop);
        await File.WriteAllTextAsync(status, Package("libssl3", "3.0.11-1+b1").Replace("Version:", "Source: openssl (3.0.11-1)\nVersion:", StringComparison.Ordinal) + Package("dash", "1"), Stop);
        await new PackageCollector(spool, TimeProvider.System, status, release).Look(Stop);
        var lines = Of("package").ToList();
        Assert.Equal(("inventory", 2, "debian 12 bookworm"), (Text(lines[0], "event"), lines[0].GetProperty("packages").GetInt32(), Text(lines[0], "os")));
        Assert.Equal(("libssl3", "openssl", "3.0.11-1", "debian 12 bookworm"), (Text(lines[1], "name"), Text(lines[1], "source"), Text(lines[1], "source_version"), Text(lines[1], "os")));
        Assert.False(lines[2].TryGetProperty("source", out _));
    }

    [Theory]
    [InlineData("1:1.1.1k-9.el8_6", "openssl-1.1.1k-9.el8_6.src.rpm", "openssl", "1:1.1.1k-9.el8_6")]
    [InlineData("0:12.2-3", "gcc-toolset-12-12.1-3.nosrc.rpm", "gcc-toolset-12", "0:12.1-3")]
    [InlineData("0:1-1", "(none)", "", "")]
    public void AnRpmNamesItsSourceByAFile(string version, string file, string source, string sourceVersion) =>
        Assert.Equal(new PackageFacts(version, source, sourceVersion), PackageFacts.OfRpm(version, file));

    [Fact]
    public void IntegrityTellsWhatChangedAndKeepsItsBaselineOverARestart()
    {
        var watched = Directory.CreateDirectory(folder.At("etc")).FullName;
        File.WriteAllText(Path.Combine(watched, "a"), "1");
        File.WriteAllText(Path.Combine(watched, "b"), "1");
        new IntegrityCollector([watched], spool, TimeProvider.System).Look(Stop);
        Reopen();
        var collector = new IntegrityCollector([watched], spool, TimeProvider.System);
        collector.Look(Stop);
        File.WriteAllText(Path.Combine(watched, "a"), "2");
        File.Delete(Path.Combine(watched, "b"));
        File.WriteAllText(Path.Combine(watched, "c"), "3");
        collector.Look(Stop);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(watched, "c"), UnixFileMode.UserRead);
        collector.Look(Stop);
        Assert.Equal(["present a", "present b", "modified a", "created c", "removed b", "attributes c"],
            Of("integrity").Select(l => $"{Text(l, "event")} {Path.GetFileName(Text(l, "path"))}").Order(new ByEvent()));
    }

    [Fact]
    public void ALinkToAFolderIsLookedAtAsALinkAndNotFollowed()
    {
        var watched = Directory.CreateDirectory(folder.At("etc")).FullName;
        var elsewhere = Directory.CreateDirectory(folder.At("elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "far"), "1");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(watched, "below")).FullName, "a"), "1");
        File.CreateSymbolicLink(Path.Combine(watched, "out"), elsewhere);
        // Two that lead back to where they stand: followed, they would have more paths than a look can ever see.
        File.CreateSymbolicLink(Path.Combine(watched, "here"), ".");
        File.CreateSymbolicLink(Path.Combine(watched, "there"), ".");
        var collector = new IntegrityCollector([watched], spool, TimeProvider.System);
        collector.Look(Stop);
        File.Delete(Path.Combine(watched, "out"));
        File.CreateSymbolicLink(Path.Combine(watched, "out"), watched);
        collector.Look(Stop);
        // No longer named, and still there.
        new IntegrityCollector([Path.Combine(watched, "below")], spool, TimeProvider.System).Look(Stop);
        Assert.Equal(["present a", "present here", "present out", "present there", "modified out"],
            Of("integrity").Select(l => $"{Text(l, "event")} {Path.GetFileName(Text(l, "path"))}").Order(new ByEvent()));
    }

    [Fact]
    public async Task AProgramThatBeginsIsSeen()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var running = new ProcessCollector(spool, TimeProvider.System, mayAskKernel: false).Run(stop.Token);
        await Task.Delay(200, Stop);
        using var sleep = System.Diagnostics.Process.Start("/bin/sleep", "7.25");
        await Eventually(() => Of("process").Any(l => l.TryGetProperty("cmdline", out var c) && c.GetString()!.Contains("sleep 7.25", StringComparison.Ordinal)));
        sleep.Kill();
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task AServiceThatBeginsToListenIsSeenWithItsProgramAndItsEndToo()
    {
        var look = new SocketCollector(listening: true, flows: false, spool, TimeProvider.System);
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        look.Look();
        var begun = Of("listen").Single(l => l.GetProperty("port").GetInt32() == port);
        Assert.Equal(("listens", "tcp", "127.0.0.1", Environment.ProcessId), (Text(begun, "event"), Text(begun, "protocol"), Text(begun, "address"), begun.GetProperty("pid").GetInt32()));
        listener.Stop();
        await Eventually(() =>
        {
            look.Look();
            return Of("listen").Count(l => l.GetProperty("port").GetInt32() == port) == 2;
        });
    }

    [Fact]
    public async Task JournalEntriesMoveTheCursorAndWhatIsNoEntryIsTold()
    {
        var journal = new JournalCollector("/bin/false", spool);
        await using var output = new MemoryStream(Encoding.UTF8.GetBytes("{\"__CURSOR\":\"s=1\",\"MESSAGE\":\"x\"}\nnonsense\n{\"__CURSOR\":\"s=2\",\"MESSAGE\":[1,2]}\n"));
        await journal.Read(output, Stop);
        Assert.Equal(2, Of("journal").Count());
        Assert.Equal("not understood", Text(Assert.Single(Of("agent")), "event"));
        Assert.Equal("s=2", spool.Mark("journal:"));
    }

    [Theory]
    [InlineData("all", 8)]
    [InlineData("journal,process", 2)]
    [InlineData("all,-socket", 7)]
    [InlineData("-socket,-process", 6)]
    [InlineData("sockets", -1)]
    public void KindsAreChosenByName(string text, int count) =>
        Assert.Equal(count, CollectOptions.TryReadKinds(text, out var kinds, out _) ? kinds.Count : -1);

    public void Dispose()
    {
        spool.Dispose();
        folder.Dispose();
    }

    private Spool Open() => Spool.Open(folder.At("spool"), 16 << 20, TimeProvider.System);

    private void Reopen()
    {
        spool.Dispose();
        spool = Open();
    }

    /// <summary>Writes the file whole, as of the hour.</summary>
    private static void Write(string path, string text, int hour)
    {
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc).AddHours(hour));
    }

    private IEnumerable<JsonElement> Of(string source) =>
        SpoolTests.Lines(spool, "", 0, 10_000).Where(l => l.GetProperty("source").GetString() == source).Select(l => l.GetProperty("line"));

    private IEnumerable<string?> Texts() => Of("file").Select(l => l.GetString());

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();

    private static string Package(string name, string version, string status = "install ok installed") =>
        $"Package: {name}\nStatus: {status}\nArchitecture: amd64\nVersion: {version}\nDescription: x\n y\n\n";

    private static async Task Eventually(Func<bool> holds)
    {
        for (var i = 0; i < 100 && !holds(); i++) await Task.Delay(100, Stop);
        Assert.True(holds());
    }

    /// <summary>The order of a folder's files is the disk's own: by event, then by name.</summary>
    private sealed class ByEvent : IComparer<string>
    {
        private static readonly string[] Order = ["present", "modified", "created", "removed", "attributes"];

        public int Compare(string? x, string? y) =>
            (Array.IndexOf(Order, x!.Split(' ')[0]), x).CompareTo((Array.IndexOf(Order, y!.Split(' ')[0]), y));
    }
}
