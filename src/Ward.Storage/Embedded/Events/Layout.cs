using Ward.Ingest;

namespace Ward.Storage.Embedded.Events;

/// <summary>The columns of a stored event. Another column here is a new <see cref="Version"/>, and <see cref="Select"/> gives it to the older pieces.</summary>
internal static class Layout
{
    public const int Version = 3;

    /// <summary>The version since which a value in <c>rest</c> that stands in an own column too is a sign of it (<see cref="Events.Twins"/>).</summary>
    public const int Twins = 3;

    // Since which there is a log source.
    private const int Sources = 2;

    /// <summary>Fields that are asked for most have a column of their own, under their OCSF path; the others share <c>rest</c>.</summary>
    public static readonly FieldId[] Own =
    [
        Fields.SourceIp, Fields.SourcePort, Fields.DestinationIp, Fields.DestinationPort, Fields.DeviceHost, Fields.UserName, Fields.ActorUser,
        Fields.ProcessName, Fields.ProcessPath, Fields.CommandLine, Fields.Message, Fields.StatusDetail, Fields.AuthProtocol, Fields.ServiceName,
        Fields.Protocol, Fields.BytesIn, Fields.BytesOut, Fields.HttpMethod, Fields.HttpUrl, Fields.HttpStatus, Fields.HttpAgent, Fields.HttpHost,
        Fields.DnsQuery, Fields.FilePath, Fields.Disposition, Fields.RuleName, Fields.FindingTitle, Fields.Severity, Fields.EventCode, Fields.OtFunctionName,
    ];

    /// <summary>Own fields whose values the token filter knows.</summary>
    public static readonly FieldId[] Filtered = [Fields.SourceIp, Fields.DestinationIp, Fields.UserName, Fields.ActorUser, Fields.DeviceHost, Fields.DnsQuery];

    /// <summary>Columns before the own fields.</summary>
    public const int Time = 0, Received = 1, Offset = 2, Class = 3, Activity = 4, Status = 5, Assurance = 6, Proven = 7, Feed = 8, Asset = 9, Decoder = 10, FirstOwn = 11;

    /// <summary>Columns behind the own fields.</summary>
    public static readonly int Rest = FirstOwn + Own.Length, Raw = Rest + 1, RawBytes = Rest + 2, SourceCategory = Rest + 3, SourceProduct = Rest + 4, SourceService = Rest + 5, Count = Rest + 6;

    /// <summary>The log source, since version 2; null in older pieces, empty where the event has none.</summary>
    private static readonly string[] LogSource = ["source_category", "source_product", "source_service"];

    private static readonly int[] ColumnOf = MakeColumns();
    private static readonly bool[] FilteredColumns = [.. Enumerable.Range(0, Count).Select(c => Filtered.Any(f => ColumnOf[f.Value] == c))];

    private static readonly (string Name, string Type)[] Columns =
    [
        ("time", "TIMESTAMP"), ("received", "TIMESTAMP_MS"), ("offset", "BIGINT"), ("class", "INTEGER"), ("activity", "INTEGER"), ("status", "INTEGER"), ("assurance", "TINYINT"), ("proven", "BOOLEAN"),
        ("feed", "VARCHAR"), ("asset", "VARCHAR"), ("decoder", "VARCHAR"), .. Own.Select(f => (Fields.PathOf(f), "VARCHAR")), ("rest", "MAP(VARCHAR, VARCHAR)"), ("raw", "VARCHAR"), ("raw_bytes", "BLOB"), .. LogSource.Select(c => (c, "VARCHAR")),
    ];

    /// <summary>Every column's name.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Columns.Select(c => c.Name)];

    /// <summary>Every column with its type, for a table.</summary>
    public static string Definition { get; } = string.Join(", ", Columns.Select(c => $"\"{c.Name}\" {c.Type}"));

    /// <summary>What stands behind SELECT for pieces of a layout, so that all have the columns of this one.</summary>
    public static string Select(int layout) => layout >= Sources ? "*" : $"*, {string.Join(", ", LogSource.Select(c => $"NULL::VARCHAR AS {c}"))}";

    /// <summary>Whether the token filter knows the column's values.</summary>
    public static bool IsFiltered(int column) => FilteredColumns[column];

    /// <summary>The column of a field, or -1 where it shares <c>rest</c>.</summary>
    public static int Column(FieldId field) => field.Value < ColumnOf.Length ? ColumnOf[field.Value] : -1;

    /// <summary>The quoted name of an own field's column.</summary>
    public static string NameOf(FieldId field) => $"\"{Fields.PathOf(field)}\"";

    private static int[] MakeColumns()
    {
        var columns = new int[Fields.Count];
        Array.Fill(columns, -1);
        for (var i = 0; i < Own.Length; i++) columns[Own[i].Value] = FirstOwn + i;
        return columns;
    }
}
