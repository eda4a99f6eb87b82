namespace Ward.Respond.Execution;

/// <summary>Exception policy: no independent sensor can say whether a change holds.</summary>
public enum ActuatorUnsure
{
    /// <summary>It stays in force, marked 'not verified', until its lease ends by itself.</summary>
    Keep,
    /// <summary>It is rolled back.</summary>
    RollBack,
}
