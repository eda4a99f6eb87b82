using DuckDB.NET.Data;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>Events that fit, as one Parquet file.</summary>
internal static class EventExport
{
    public static long Write(DuckDBConnection connection, IReadOnlyList<Source> sources, Query query, DateTimeOffset now, string file, CancellationToken stop)
    {
        if (sources.Count == 0) throw new SearchException("There are no events in this time.");
        var sql = new Sql();
        var where = SearchSql.Where(sql, sources, query, now, out _);
        // What the copy takes it takes from a table, since a copy itself takes no parameters.
        var table = $"export_{Path.GetFileNameWithoutExtension(file)[7..]}";
        try
        {
            using var command = sql.Command(connection, $"CREATE TEMP TABLE {table} AS SELECT * EXCLUDE (layout) REPLACE ({new RestSql(sources).All()} AS rest, {LineSql.Message(SearchSql.Line(sources))} AS {Layout.NameOf(Ward.Ingest.Fields.Message)}, {SearchSql.Line(sources)} AS raw) FROM {Source.Union(sources)} WHERE {where}");
            using (new Interrupt(command, stop)) command.ExecuteNonQuery();
            Sql.Run(connection, $"COPY {table} TO {Sql.Literal(file)} (FORMAT parquet, COMPRESSION zstd)");
            using var count = connection.CreateCommand();
            count.CommandText = $"SELECT count(*) FROM {table}";
            return Convert.ToInt64(count.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (DuckDBException e)
        {
            stop.ThrowIfCancellationRequested();
            throw new SearchException($"The events cannot be exported: {e.Message}", e);
        }
    }
}
