namespace Ward.Govern.Mandates;

/// <summary>What Ward may do: a later value includes the earlier ones.</summary>
public enum MandateMode
{
    /// <summary>Record what would have been done.</summary>
    Observe,
    /// <summary>Tell a person, change nothing.</summary>
    Advise,
    /// <summary>Prepare, and carry out when a person approves.</summary>
    Ask,
    /// <summary>Carry out at once, within the blast budget.</summary>
    Act,
}
