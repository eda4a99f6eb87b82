using System.Globalization;
using DuckDB.NET.Data;

namespace Ward.Benchmarks.Store;

/// <summary>What the columns of the stored events take.</summary>
internal static class ColumnSizes
{
    /// <summary>The largest columns by themselves, the others together.</summary>
    public static IReadOnlyList<(string Name, long Bytes)> Of(string folder)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT path_in_schema, CAST(sum(total_compressed_size) AS BIGINT) AS bytes FROM parquet_metadata('{folder}/*/*.parquet') GROUP BY 1 ORDER BY 2 DESC";
        using var row = command.ExecuteReader();
        var all = new List<(string, long)>();
        while (row.Read()) all.Add((row.GetString(0), Convert.ToInt64(row.GetValue(1), CultureInfo.InvariantCulture)));
        return [.. all.Take(12), ("other columns", all.Skip(12).Sum(c => c.Item2))];
    }
}
