using System.Text.Json;
using Ward.Agent.Collecting;
using Ward.Agent.Collecting.Sources;
using Ward.Agent.Tests.Rigs;
using Ward.Lab;

namespace Ward.Agent.Tests.Collecting;

/// <summary>The collector on what a real systemd-journald and a real journalctl write.</summary>
public sealed class JournaldTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly Journald? journald;
    private Spool spool;

    public JournaldTests()
    {
        spool = Open();
        if (Journald.Missing() is { } missing) Assert.Skip(missing);
        journald = new(folder.At("journald"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EntriesOfARealJournalAreKeptOnceOverRestartsAndRotation()
    {
        await using (await Collect("first"))
        {
            for (var i = 0; i < 20; i++) journald!.Say("ward-test", $"entry {i}");
            await Until("entry 19");
        }

        // While nobody follows; the files are rotated in between.
        journald!.Say("ward-test", "entry 20");
        journald.Rotate();
        journald.Say("ward-test", "entry 21");
        spool.Dispose();
        spool = Open();
        await using (var again = await Collect("second"))
        {
            await Until("entry 21");
            journald.Rotate();
            journald.Say("ward-test", "entry 22");
            await Until("entry 22");
            // journalctl dies: the collector says so, and the next run goes on after the entry that was kept.
            Shell.TryRun("pkill", "-KILL", "-P", $"{Environment.ProcessId}", "journalctl");
            var ended = await Assert.ThrowsAsync<IOException>(() => again.Work);
            Assert.StartsWith("journalctl ended with 137", ended.Message, StringComparison.Ordinal);
        }

        journald.Say("ward-test", "entry 23");
        await using (await Collect("third"))
            await Until("entry 23");
        Assert.Equal(Enumerable.Range(0, 24).Select(i => $"entry {i}"), Of("ward-test").Select(Message));
    }

    [Fact]
    public async Task EntriesOfEveryShapeAreKeptAsTheyAre()
    {
        await using (await Collect("first"))
        {
            journald!.Enter("MESSAGE=Failed password for root from 203.0.113.7 port 5022 ssh2", "SYSLOG_IDENTIFIER=ward-shape", "PRIORITY=3");
            journald.Enter("MESSAGE=forged \",\"__CURSOR\":\"s=0", "SYSLOG_IDENTIFIER=ward-shape", "_UID=0", "__CURSOR=s=0");
            journald.Enter("MESSAGE=not text \u0001\u0002", "SYSLOG_IDENTIFIER=ward-shape");
            journald.Enter($"MESSAGE={new string('b', 60_000)}", "SYSLOG_IDENTIFIER=ward-shape");
            journald.Enter("MESSAGE=last", "SYSLOG_IDENTIFIER=ward-shape");
            await Until("last", "ward-shape");
        }

        var entries = Of("ward-shape").ToList();
        Assert.Equal(["Failed password for root from 203.0.113.7 port 5022 ssh2", "forged \",\"__CURSOR\":\"s=0"], entries[..2].Select(Message));
        Assert.All(entries, e => Assert.StartsWith("s=", e.GetProperty("__CURSOR").GetString(), StringComparison.Ordinal));
        // A program cannot give itself a field of the journal's own.
        Assert.NotEqual("s=0", entries[1].GetProperty("__CURSOR").GetString());
        Assert.Equal(entries[^1].GetProperty("__CURSOR").GetString(), spool.Mark("journal:"));
        Assert.Equal(JsonValueKind.Array, entries[2].GetProperty("MESSAGE").ValueKind);
        Assert.Equal(4, entries.Count);
        Assert.Equal("too long", Assert.Single(Lines("agent")).GetProperty("event").GetString());
    }

    public void Dispose()
    {
        spool.Dispose();
        journald?.Dispose();
        folder.Dispose();
    }

    private Spool Open() => Spool.Open(folder.At("spool"), 16 << 20, TimeProvider.System);

    /// <summary>Follows from now on. A journal that was never followed is followed from its end, so the first run is waited for by an entry of its own.</summary>
    private async Task<Running> Collect(string name)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var running = new Running(new JournalCollector(journald!.Journalctl, spool).Run(stop.Token), stop);
        for (var i = 0; i < 100 && !Of("ward-start").Any(e => Message(e) == name); i++)
        {
            journald.Say("ward-start", name);
            await Task.Delay(100, Stop);
        }

        return running;
    }

    private async Task Until(string message, string identifier = "ward-test")
    {
        for (var i = 0; i < 200 && !Of(identifier).Any(e => Message(e) == message); i++) await Task.Delay(50, Stop);
        Assert.Contains(Of(identifier), e => Message(e) == message);
    }

    private IEnumerable<JsonElement> Of(string identifier) =>
        Lines("journal").Where(e => e.TryGetProperty("SYSLOG_IDENTIFIER", out var name) && name.GetString() == identifier);

    private IEnumerable<JsonElement> Lines(string source) =>
        SpoolTests.Lines(spool, "", 0, 10_000).Where(l => l.GetProperty("source").GetString() == source).Select(l => l.GetProperty("line"));

    private static string? Message(JsonElement entry) => entry.GetProperty("MESSAGE") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private sealed class Running(Task work, CancellationTokenSource stop) : IAsyncDisposable
    {
        public Task Work => work;

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await work.ContinueWith(_ => { }, TaskScheduler.Default);
            stop.Dispose();
        }
    }
}
