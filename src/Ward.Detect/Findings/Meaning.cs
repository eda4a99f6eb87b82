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
    /// <summary>What is done by one who is in already (ATT&amp;CK's tactics from execution on), seen on an asset or from it: likely an intruder, not proven.</summary>
    Activity,
    /// <summary>Somebody who should not be in is in.</summary>
    Compromise,
}
