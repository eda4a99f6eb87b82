using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Ward.Storage.Operational;

namespace Ward.Storage.Embedded;

/// <summary>
/// The operational store of a state folder in one file, ward.db: plans, after-action records, audit and tokens; detection snapshots beside it.
/// SQLite in WAL mode with full synchronisation: completed means on disk. Thread-safe; one process at a time.
/// </summary>
public sealed class SqliteStore : IAsyncDisposable
{
    private const int DiskFull = 13;
    private readonly StateFolderLock folder;
    private readonly SqliteWriter writer;
    private readonly string readers;

    private SqliteStore(StateFolderLock folder, SqliteWriter writer, string readers, string path)
    {
        (this.folder, this.writer, this.readers) = (folder, writer, readers);
        Plans = new SqlitePlanJournal(this);
        AfterActions = new SqliteAfterActions(this);
        Audit = new SqliteAuditTrail(this);
        Tokens = new SqliteTokens(this);
        Snapshots = new SqliteSnapshots(path);
    }

    public SqlitePlanJournal Plans { get; }

    public SqliteAfterActions AfterActions { get; }

    public SqliteAuditTrail Audit { get; }

    public SqliteTokens Tokens { get; }

    public SqliteSnapshots Snapshots { get; }

    /// <summary>Makes the folder and the file where they are missing, and brings the file to the newest version.</summary>
    /// <exception cref="StateFolderInUseException">Another ward process has the folder open.</exception>
    /// <exception cref="IOException">The file cannot be opened, is damaged, or is of a newer Ward.</exception>
    public static SqliteStore Open(string stateFolder)
    {
        Directory.CreateDirectory(stateFolder);
        var held = StateFolderLock.Take(stateFolder);
        SqliteConnection? connection = null;
        try
        {
            var path = new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(stateFolder, "ward.db"), Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false, DefaultTimeout = 10,
            };
            connection = new SqliteConnection(path.ToString());
            connection.Open();
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path.DataSource, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000;");
            SqliteSchema.Migrate(connection);
            path.Mode = SqliteOpenMode.ReadOnly;
            path.Pooling = true;
            return new SqliteStore(held, new SqliteWriter(connection), path.ToString(), stateFolder);
        }
        catch (Exception failure)
        {
            connection?.Dispose();
            held.Dispose();
            if (failure is SqliteException broken) throw Translate(broken);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync().ConfigureAwait(false);
        using (var pooled = new SqliteConnection(readers)) SqliteConnection.ClearPool(pooled);
        Snapshots.Dispose();
        folder.Dispose();
    }

    internal Task<T> Write<T>(Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken stop) => writer.Write(work, stop);

    internal Task Write(Action<SqliteConnection, SqliteTransaction> work, CancellationToken stop) => writer.Write(work, stop);

    /// <summary>Readers have connections of their own and never wait for the writer.</summary>
    internal Task<T> Read<T>(Func<SqliteConnection, T> work, CancellationToken stop)
    {
        if (stop.IsCancellationRequested) return Task.FromCanceled<T>(stop);
        try
        {
            using var connection = new SqliteConnection(readers);
            connection.Open();
            return Task.FromResult(work(connection));
        }
        catch (SqliteException broken)
        {
            return Task.FromException<T>(Translate(broken));
        }
    }

    internal static IOException Translate(SqliteException broken) => new(
        broken.SqliteErrorCode == DiskFull ? "the disk is full" : string.Create(CultureInfo.InvariantCulture, $"the store failed ({broken.SqliteErrorCode}): {broken.Message}"),
        broken);
}
