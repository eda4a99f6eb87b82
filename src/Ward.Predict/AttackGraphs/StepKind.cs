namespace Ward.Predict.AttackGraphs;

/// <summary>What an edge of the attack graph is.</summary>
public enum StepKind : byte
{
    /// <summary>An administrator is a user; a foothold is where it is.</summary>
    Includes,
    /// <summary>From a held asset to where its packets may go.</summary>
    Move,
    /// <summary>A credential kept on a held asset is taken along.</summary>
    TakeCredential,
    /// <summary>A weakness that is reached over the network is used.</summary>
    Exploit,
    /// <summary>A password is guessed, or a known or default one tried.</summary>
    Guess,
    /// <summary>A valid account signs in.</summary>
    SignIn,
    /// <summary>More privilege on the same asset.</summary>
    Escalate,
    /// <summary>A held asset is used to stop a service.</summary>
    Impact,
    /// <summary>A service stops since one that it needs stops.</summary>
    Depend,
    /// <summary>One of several things that are needed together is had, or all are; certain, and takes no time.</summary>
    Join,
}

/// <summary>Which kinds of edges are steps of their own.</summary>
public static class StepKinds
{
    /// <summary>True for what is never shown as a step of its own.</summary>
    public static bool IsBookkeeping(this StepKind kind) => kind is StepKind.Includes or StepKind.Move or StepKind.TakeCredential or StepKind.Join;
}
