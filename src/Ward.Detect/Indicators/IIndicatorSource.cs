namespace Ward.Detect.Indicators;

/// <summary>Where the detector finds the sets that the feeds make. Thread-safe.</summary>
public interface IIndicatorSource
{
    /// <summary>The newest.</summary>
    IndicatorSet Newest { get; }

    /// <summary>What is wrong with feeds now; a new list for every change.</summary>
    IReadOnlyList<FeedTrouble> Troubles { get; }

    /// <summary>The set of this version, where it is still kept; for a restart that continues from a snapshot.</summary>
    IndicatorSet? Find(string version);
}
