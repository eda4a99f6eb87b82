namespace Ward.Ingest;

/// <summary>Where Sigma rules look for an event (Sigma 2.1, logsource): any part may be empty.</summary>
public sealed record LogSource(string Category, string Product, string Service)
{
    public static LogSource None { get; } = new("", "", "");
}
