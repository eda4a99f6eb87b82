namespace Ward.Detect.Findings;

/// <summary>What a finding says of the attack.</summary>
public enum Meaning
{
    /// <summary>Out of the ordinary, no more.</summary>
    Unusual,
    /// <summary>Somebody looks around.</summary>
    Reconnaissance,
    /// <summary>Somebody tries to get in and has not succeeded.</summary>
    Attempt,
    /// <summary>Somebody who should not be in is in.</summary>
    Compromise,
}
