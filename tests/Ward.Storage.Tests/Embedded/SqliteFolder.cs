using Dapper;
using Microsoft.Data.Sqlite;
using Ward.Storage.Embedded;

namespace Ward.Storage.Tests.Embedded;

/// <summary>A state folder of its own for one test.</summary>
internal sealed class SqliteFolder : IAsyncDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ward-store-").FullName;

    public SqliteStore Store { get; private set; }

    public SqliteFolder() => Store = SqliteStore.Open(Path);

    public async Task Restart()
    {
        await Store.DisposeAsync();
        Store = SqliteStore.Open(Path);
    }

    /// <summary>Behind the store's back.</summary>
    public void Execute(string sql, object? values = null)
    {
        using var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(Path, "ward.db")};Pooling=False");
        connection.Open();
        connection.Execute(sql, values);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(Path, recursive: true);
    }
}
