namespace Ward.Respond.Execution;

/// <summary>What the independent sensor saw.</summary>
public abstract record Testimony(string Words)
{
    /// <summary>Attempts were seen before the element and none behind it, or the element's running state refuses the target; services answer.</summary>
    public sealed record Holds(string Words) : Testimony(Words);

    /// <summary>Nothing was attempted in the window; services answer.</summary>
    public sealed record Quiet(string Words) : Testimony(Words);

    /// <summary>Traffic of the target still passes, or a service that answered before does not answer now.</summary>
    public sealed record Broken(string Words) : Testimony(Words);

    /// <summary>The sensor itself is not there.</summary>
    public sealed record Absent(string Words) : Testimony(Words);
}
