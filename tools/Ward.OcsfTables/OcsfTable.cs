namespace Ward.OcsfTables;

/// <summary>From a folder of schema source to the text of the table.</summary>
public static class OcsfTable
{
    /// <summary>Deterministic: the same files give the same text. Rows end in a line feed.</summary>
    /// <exception cref="SchemaException">The source is not readable or breaks its own rules.</exception>
    public static string Make(string folder) => TableWriter.Write(Schema.Read(folder));
}
