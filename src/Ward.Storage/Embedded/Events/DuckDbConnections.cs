using System.Collections.Concurrent;
using System.Net;
using DuckDB.NET.Data;
using Ward.Ingest.Search;

namespace Ward.Storage.Embedded.Events;

/// <summary>One DuckDB in memory: never the network, never an extension, files of the store's folder alone.</summary>
internal sealed class DuckDbConnections : IDisposable
{
    private static readonly ConcurrentDictionary<string, IPNetwork[]> Networks = new(StringComparer.Ordinal);
    private readonly DuckDBConnection root;
    private readonly HotFunction hot;

    /// <param name="threads">One does its work in the caller's own thread; of more, the caller's spins while it waits for the others.</param>
    public DuckDbConnections(string folder, int memoryMiB, int threads, HotTables tables)
    {
        root = new DuckDBConnection("Data Source=:memory:");
        root.Open();
        foreach (var setting in new[]
        {
            "autoinstall_known_extensions = false", "autoload_known_extensions = false", $"memory_limit = '{Sql.Number(memoryMiB)}MiB'",
            $"temp_directory = {Sql.Literal(Path.Combine(folder, SegmentWriter.Temporary, $"threads-{Sql.Number(threads)}"))}", $"threads = {Sql.Number(threads)}",
            "TimeZone = 'UTC'", "enable_external_file_cache = false", "enable_progress_bar = true", "enable_progress_bar_print = false", $"allowed_directories = [{Sql.Literal(folder)}]", "enable_external_access = false", "lock_configuration = true",
        }) Sql.Run(root, "SET " + setting);
        hot = new HotFunction(root, tables);
        root.RegisterScalarFunction<string?, string, bool>(ConditionSql.WithinFunction, (value, networks) => value is not null && ValueMatch.IsWithin(value, Read(networks)));
    }

    public DuckDBConnection Open()
    {
        var connection = root.Duplicate();
        connection.Open();
        return connection;
    }

    public void Dispose()
    {
        root.Dispose();
        hot.Dispose();
    }

    private static IPNetwork[] Read(string networks)
    {
        if (Networks.TryGetValue(networks, out var known)) return known;
        if (Networks.Count > 1000) Networks.Clear();
        return Networks[networks] = [.. networks.Split(' ').Select(IPNetwork.Parse)];
    }
}
