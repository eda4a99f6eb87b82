namespace Ward.Predict.AttackGraphs;

/// <summary>What an edge of the attack graph is. The first three are bookkeeping and never shown as a step of their own.</summary>
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
}
