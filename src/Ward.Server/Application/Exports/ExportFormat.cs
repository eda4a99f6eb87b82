namespace Ward.Server.Application.Exports;

/// <summary>As what events leave.</summary>
internal enum ExportFormat
{
    /// <summary>The store's columns, one file, zstd.</summary>
    Parquet,
    /// <summary>One OCSF document a line.</summary>
    Ndjson,
    /// <summary>Chosen columns, RFC 4180 with a heading.</summary>
    Csv,
}
