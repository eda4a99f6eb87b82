namespace Ward.Trust.Authentication;

/// <summary>What came of a token that somebody showed.</summary>
public abstract record TokenCheck
{
    private TokenCheck() { }

    public sealed record Valid(ApiToken Token) : TokenCheck;

    /// <param name="Reason">For the log; the caller is told no more than 'refused'.</param>
    public sealed record Refused(string Reason) : TokenCheck;
}
