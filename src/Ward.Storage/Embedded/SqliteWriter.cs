using System.Threading.Channels;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Ward.Storage.Embedded;

/// <summary>
/// The one writer. Whoever waits at the same moment shares one commit, so that the disk is asked once for all of them;
/// each piece of work is all or nothing by itself. Completed means on disk.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostAtOnce = 128;
    private readonly SqliteConnection connection;
    private readonly Channel<Work> queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(1024) { SingleReader = true });
    private readonly Task loop;

    /// <param name="connection">Open, and owned from now on.</param>
    public SqliteWriter(SqliteConnection connection)
    {
        this.connection = connection;
        loop = Task.Run(Loop);
    }

    /// <exception cref="IOException">The disk is full or gone: nothing of the work is kept.</exception>
    public async Task<T> Write<T>(Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken stop)
    {
        object? result = null;
        var item = new Work((c, t) => result = work(c, t));
        try
        {
            await queue.Writer.WriteAsync(item, stop).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed)
        {
            throw new IOException("the store is closed", closed);
        }

        // Once queued it is written whatever the caller's token says: a caller that walks off must not wonder.
        await item.Done.Task.ConfigureAwait(false);
        return (T)result!;
    }

    public Task Write(Action<SqliteConnection, SqliteTransaction> work, CancellationToken stop) =>
        Write((c, t) => { work(c, t); return true; }, stop);

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop.ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task Loop()
    {
        var batch = new List<Work>(MostAtOnce);
        while (await queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < MostAtOnce && queue.Reader.TryRead(out var item)) batch.Add(item);
            Commit(batch);
        }
    }

    private void Commit(List<Work> batch)
    {
        try
        {
            using var transaction = connection.BeginTransaction();
            foreach (var item in batch)
            {
                try
                {
                    if (batch.Count > 1) connection.Execute("SAVEPOINT item", transaction: transaction);
                    item.Do(connection, transaction);
                }
                catch (Exception fault)
                {
                    // A full disk may have ended the whole transaction: then this throws, and all of the batch fails.
                    item.Fault = fault;
                    if (batch.Count == 1) throw;
                    connection.Execute("ROLLBACK TO item", transaction: transaction);
                }
            }

            transaction.Commit();
        }
        catch (Exception fault)
        {
            foreach (var item in batch) item.Fault ??= fault;
        }

        foreach (var item in batch)
        {
            if (item.Fault is null) item.Done.SetResult();
            else item.Done.SetException(item.Fault is SqliteException broken ? SqliteStore.Translate(broken) : item.Fault);
        }
    }

    private sealed class Work(Action<SqliteConnection, SqliteTransaction> work)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Exception? Fault { get; set; }

        public void Do(SqliteConnection connection, SqliteTransaction transaction) => work(connection, transaction);
    }
}
