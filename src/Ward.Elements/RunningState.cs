namespace Ward.Elements;

/// <summary>What the running element does with a target.</summary>
public enum RunningState
{
    Refuses,
    Passes,
    /// <summary>It could not be asked.</summary>
    Unknown,
}
