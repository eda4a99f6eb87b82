namespace Ward.Respond.Plans;

/// <summary>Where one action stands.</summary>
public enum ActionState
{
    /// <summary>Recorded, not sent.</summary>
    Planned,
    /// <summary>The lease is journalled and the command goes out, or went without a certain answer: it may be in force.</summary>
    Sent,
    /// <summary>The element says that it is in force.</summary>
    Applied,
    /// <summary>An independent sensor agrees.</summary>
    Verified,
    /// <summary>Its end was decided and is journalled; the element has not confirmed it yet.</summary>
    Releasing,
    /// <summary>No longer in force.</summary>
    Released,
    /// <summary>Never came into force.</summary>
    Failed,
}
