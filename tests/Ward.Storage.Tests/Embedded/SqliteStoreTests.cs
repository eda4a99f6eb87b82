using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using Ward.Lab;
using Ward.Respond.Plans;
using Ward.Storage.Conformance.Operational;
using Ward.Storage.Embedded;
using Ward.Storage.Operational;

namespace Ward.Storage.Tests.Embedded;

public sealed class SqliteStoreTests(ITestOutputHelper output)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASecondOpeningIsRefusedAndNamesTheProcess()
    {
        await using var folder = new SqliteFolder();
        var refused = Assert.Throws<StateFolderInUseException>(() => SqliteStore.Open(folder.Path));
        Assert.Contains($"pid {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStoreOfANewerVersionIsRefusedAndLeftAsItIs()
    {
        await using var folder = new SqliteFolder();
        await folder.Store.DisposeAsync();
        folder.Execute("UPDATE schema_version SET version = 999");
        var refused = Assert.Throws<IOException>(() => SqliteStore.Open(folder.Path));
        Assert.Contains("999", refused.Message, StringComparison.Ordinal);
        folder.Execute("UPDATE schema_version SET version = @Newest", new { SqliteSchema.Newest });
        await folder.Restart();
    }

    [Fact]
    public async Task AStoreOfTheFirstVersionIsBroughtUpWithWhatIsInIt()
    {
        var path = Directory.CreateTempSubdirectory("ward-store-").FullName;
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(path, "ward.db")};Pooling=False"))
        {
            connection.Open();
            SqliteSchema.Migrate(connection, upTo: 1);
            connection.Execute("INSERT INTO spent (city_id, plan_id, mandate_id, at, targets) VALUES ('c', 'p', 'm', 1, 2)");
            connection.Execute("INSERT INTO tokens VALUES ('c', 't', 's', 'n', 'o', 'r', 1, 2, NULL)");
        }

        await using (SqliteStore.Open(path)) { }
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(path, "ward.db")};Pooling=False"))
        {
            connection.Open();
            Assert.Equal("m", connection.ExecuteScalar<string>("SELECT mandate_id FROM spent WHERE plan_id = 'p' AND targets = 2"));
            Assert.Equal(1, connection.ExecuteScalar<int>("SELECT count(*) FROM tokens WHERE token_id = 't' AND feed IS NULL"));
        }

        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public async Task AFileThatIsNoStoreIsRefusedAndTheFolderIsFreeAgain()
    {
        var path = Directory.CreateTempSubdirectory("ward-store-").FullName;
        await File.WriteAllTextAsync(Path.Combine(path, "ward.db"), new string('x', 5000), Stop);
        Assert.Throws<IOException>(() => SqliteStore.Open(path));
        File.Delete(Path.Combine(path, "ward.db"));
        await using (SqliteStore.Open(path)) { }
        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public async Task OneFaultyWriteFailsAlone()
    {
        await using var folder = new SqliteFolder();
        var writes = Enumerable.Range(0, 40).Select(i => i == 20
            ? folder.Store.Write((_, _) => throw new InvalidOperationException("mine"), Stop)
            : folder.Store.Plans.Write(Facts.Plan($"p{i}"), Stop)).ToList();
        await Task.WhenAll(writes.Select(w => w.ContinueWith(_ => { }, Stop, TaskContinuationOptions.None, TaskScheduler.Default)));
        Assert.IsType<InvalidOperationException>(Assert.Single(writes, w => w.IsFaulted).Exception!.InnerException);
        Assert.Equal(39, (await folder.Store.Plans.Open(Facts.City, Stop)).Count);
    }

    [Fact]
    public async Task AWriteToAClosedStoreIsAnIoFailure()
    {
        await using var folder = new SqliteFolder();
        await folder.Store.DisposeAsync();
        await Assert.ThrowsAsync<IOException>(() => folder.Store.Plans.Write(Facts.Plan(), Stop));
    }

    [Fact]
    public async Task AFullDiskIsAClearFailureAndKeepsNothingOfTheWrite()
    {
        var path = Directory.CreateTempSubdirectory("ward-full-").FullName;
        if (SmallDisk.Missing() is { } missing) Assert.Skip(missing);
        var disk = new SmallDisk(path, 1);
        try
        {
            await using var store = SqliteStore.Open(path);
            await store.Plans.Write(Facts.Plan("kept"), Stop);
            var filling = Path.Combine(path, "filling");
            await Assert.ThrowsAnyAsync<IOException>(() => File.WriteAllBytesAsync(filling, new byte[2_000_000], Stop));

            var full = await Assert.ThrowsAsync<IOException>(async () =>
            {
                for (var i = 0; i < 100; i++) await store.Plans.Write([Facts.Plan($"a{i}"), Facts.Plan($"b{i}")], Stop);
            });
            Assert.Equal("the disk is full", full.Message);

            var plans = (await store.Plans.Open(Facts.City, Stop)).Select(p => p.Id.Value).ToHashSet();
            Assert.Contains("kept", plans);
            Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(plans.Contains($"a{i}"), plans.Contains($"b{i}")));
            File.Delete(filling);
            await store.Plans.Write(Facts.Plan("again"), Stop);
            Assert.NotNull(await store.Plans.Find(new PlanId("again"), Stop));
        }
        finally
        {
            disk.Dispose();
            Directory.Delete(path, recursive: true);
        }
    }

    [Fact]
    public async Task ADurablePlanWriteIsQuick()
    {
        await using var folder = new SqliteFolder();
        var times = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await folder.Store.Plans.Write(Facts.Plan($"p{i}"), Stop);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine($"durable plan write: p50 {times[100]:0.000} ms, p99 {times[198]:0.000} ms, n=200, one at a time");
        Assert.True(times[100] < 100, $"p50 {times[100]} ms");
    }
}
