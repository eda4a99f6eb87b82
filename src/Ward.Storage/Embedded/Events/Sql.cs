using System.Globalization;
using DuckDB.NET.Data;

namespace Ward.Storage.Embedded.Events;

/// <summary>A statement in the making: our own words as text, everything that came from outside as a parameter.</summary>
internal sealed class Sql
{
    private readonly List<object> parameters = [];

    /// <summary>Takes the value as a parameter and gives its place.</summary>
    public string Parameter(string value)
    {
        parameters.Add(value);
        return "$" + parameters.Count.ToString(CultureInfo.InvariantCulture);
    }

    public DuckDBCommand Command(DuckDBConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var parameter in parameters) command.Parameters.Add(new DuckDBParameter(parameter));
        return command;
    }

    /// <summary>A file's path, or another text of the installation's own, as a literal.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static void Run(DuckDBConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
