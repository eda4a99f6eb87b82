namespace Ward.Ingest.Search;

/// <summary>A search that could not be answered; the message is for the person who asked.</summary>
public sealed class SearchException : Exception
{
    public SearchException(string message) : base(message) { }

    public SearchException(string message, Exception inner) : base(message, inner) { }

    public SearchException() { }
}
