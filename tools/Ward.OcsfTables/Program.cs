using Ward.OcsfTables;

// Makes the compact OCSF table of Ward.Standards from a checkout of the schema source (https://github.com/ocsf/ocsf-schema, Apache-2.0):
//
//   dotnet run --project tools/Ward.OcsfTables -- SCHEMA_FOLDER src/Ward.Standards/Ocsf/ocsf.tsv
//
// SCHEMA_FOLDER holds version.json, categories.json, dictionary.json, events/, objects/, profiles/ and extensions/ (linux, windows, macos).
// Pinned: 1.9.0-dev. The table's second line carries the SHA-256 of the files that were read, so that a reader can tell which state it was:
// the same source gives the same table, byte for byte. Descriptions are not read.
if (args is not [var folder, var output])
{
    await Console.Error.WriteLineAsync("usage: Ward.OcsfTables SCHEMA_FOLDER OUTPUT");
    return 2;
}

try
{
    var table = OcsfTable.Make(folder);
    await File.WriteAllTextAsync(output, table);
    Console.WriteLine($"{output}: {table.Length} characters, {table.Count(c => c == '\n')} rows");
    return 0;
}
catch (Exception e) when (e is SchemaException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
