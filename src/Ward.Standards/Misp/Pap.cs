namespace Ward.Standards.Misp;

/// <summary>The permissible actions protocol (MISP taxonomy PAP): what may be done with a piece of intelligence. A later value allows less.</summary>
public enum Pap
{
    /// <summary>Anything.</summary>
    Clear,
    /// <summary>Active steps are allowed, such as a block at one's own border.</summary>
    Green,
    /// <summary>Passive use alone: it must not be seen by the adversary.</summary>
    Amber,
    /// <summary>Not to be used where it could be seen from outside at all.</summary>
    Red,
}
