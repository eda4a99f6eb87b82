namespace Ward.Scenarios;

/// <summary>How far a plan came; a later value includes the earlier.</summary>
public enum ExpectedStage
{
    /// <summary>It was prescribed, whatever the mandates said.</summary>
    Prescribed,
    /// <summary>It waited for a person.</summary>
    Offered,
    /// <summary>It was put in force.</summary>
    InForce,
}
