namespace Ward.Storage.Operational;

/// <summary>Only one process opens the stores of a state folder.</summary>
public sealed class StateFolderInUseException : IOException
{
    public StateFolderInUseException() { }

    public StateFolderInUseException(string message) : base(message) { }

    public StateFolderInUseException(string message, Exception innerException) : base(message, innerException) { }
}
