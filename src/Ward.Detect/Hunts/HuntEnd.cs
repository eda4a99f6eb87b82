namespace Ward.Detect.Hunts;

/// <summary>How a hunt ended that was not stopped.</summary>
public enum HuntEnd
{
    /// <summary>Everything was looked at.</summary>
    Complete,
    /// <summary>It found more than <see cref="HuntOptions.MostFindings"/> and ended there.</summary>
    TooMuch,
}
