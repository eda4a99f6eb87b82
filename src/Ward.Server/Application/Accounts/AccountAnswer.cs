namespace Ward.Server.Application.Accounts;

/// <summary>Where a person goes from a step of signing in.</summary>
public abstract record AccountAnswer
{
    private AccountAnswer() { }

    /// <summary>Signed in with a second factor.</summary>
    public sealed record In : AccountAnswer;

    /// <summary>Signed in by password alone: the second factor is to be set up.</summary>
    public sealed record Enrol : AccountAnswer;

    /// <summary>The password is right; the second factor is to be shown.</summary>
    public sealed record SecondFactor : AccountAnswer;

    /// <summary>The second factor is set up; each recovery code works once.</summary>
    public sealed record Enrolled(IReadOnlyList<string> RecoveryCodes) : AccountAnswer;

    public sealed record Refused(string Reason) : AccountAnswer;
}
