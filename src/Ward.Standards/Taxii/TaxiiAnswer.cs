namespace Ward.Standards.Taxii;

/// <summary>What a TAXII server said.</summary>
public abstract record TaxiiAnswer<T>
{
    private TaxiiAnswer() { }

    public sealed record Ok(T Value) : TaxiiAnswer<T>;

    /// <param name="Status">HTTP status; 0 where there was no answer.</param>
    /// <param name="Reason">In words, with what the server said, cut.</param>
    /// <param name="RetryAfter">When the server wants to be asked again; null where it does not say.</param>
    public sealed record Failed(int Status, string Reason, TimeSpan? RetryAfter) : TaxiiAnswer<T>;
}
