namespace Ward.OcsfTables;

/// <summary>The schema source breaks one of its own rules; the message names the file or item and the rule.</summary>
public sealed class SchemaException : Exception
{
    public SchemaException()
    {
    }

    public SchemaException(string message)
        : base(message)
    {
    }

    public SchemaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
