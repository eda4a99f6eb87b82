namespace Ward.Server.Application;

/// <summary>What a service answers: the API turns it into a status, the console into a sentence.</summary>
public abstract record Answer<T>
{
    private Answer() { }

    public sealed record Ok(T Value) : Answer<T>;

    /// <summary>Not signed in, no such role, or no second factor.</summary>
    public sealed record Denied(string Reason) : Answer<T>;

    public sealed record NotFound(string What) : Answer<T>;

    /// <summary>The request itself is wrong.</summary>
    public sealed record Invalid(string Reason) : Answer<T>;

    /// <summary>The request is right, but not as things stand now.</summary>
    public sealed record Conflict(string Reason) : Answer<T>;

    /// <summary>The reason why there is no value, or null where there is one.</summary>
    public string? Problem => this switch
    {
        Ok => null,
        Denied d => d.Reason,
        NotFound n => $"There is no {n.What}.",
        Invalid i => i.Reason,
        Conflict c => c.Reason,
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The value, or the default where there is none.</summary>
    public T? Got => this is Ok ok ? ok.Value : default;
}
