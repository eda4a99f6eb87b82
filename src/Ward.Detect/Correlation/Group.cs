using Ward.City;

namespace Ward.Detect.Correlation;

/// <summary>The state of one combination of group-by values.</summary>
/// <param name="serial">In the order in which groups were made; decides between groups that are due together.</param>
internal sealed class Group(byte[] key, long serial, IMeasure all)
{
    internal const int MaxHosts = 8;

    /// <summary>What the objects of a small group weigh, beyond what is counted by its length: measured, see bench correlate.</summary>
    private const int Overhead = 520;

    /// <summary>What a line of evidence weighs beyond its text.</summary>
    private const int LineOverhead = 80;

    internal byte[] Key => key;

    internal long Serial => serial;

    /// <summary>Neighbours in the order of the last event received.</summary>
    internal Group? Older;
    internal Group? Newer;

    internal Timeline Timeline { get; } = new();

    /// <summary>Over the occurrences from <see cref="Low"/> up to <see cref="Next"/>.</summary>
    internal IMeasure All => all;

    /// <summary>The same over those alone that are attested: a forged line can neither fill this window nor empty it. Null while all are.</summary>
    internal IMeasure? Proven;

    /// <summary>Occurrences in the window that are not attested.</summary>
    internal int Unattested;

    /// <summary>Index of the first occurrence in the window.</summary>
    internal int Low;

    /// <summary>Index of the first that is not yet weighed.</summary>
    internal int Next;

    /// <summary>How far the window before reached; for windows that begin with an event.</summary>
    internal int Reached;

    /// <summary>Newest event time ever taken in, UTC ticks.</summary>
    internal long Newest = long.MinValue;

    /// <summary>Nothing older is taken in any more, since the group no longer remembers what was then.</summary>
    internal long Horizon = long.MinValue;

    /// <summary>The findings, oldest first; of these <see cref="Standing"/> hold, the others did before a late event came.</summary>
    internal List<Said> Saids { get; } = [];

    internal int Standing;

    /// <summary>When the watermark will make something due; <see cref="long.MaxValue"/> where nothing will.</summary>
    internal long Due = long.MaxValue;

    /// <summary>For when it last stood in the queue of what is due.</summary>
    internal long Queued = long.MaxValue;

    internal EvidenceRing Evidence { get; set; } = new();

    internal Sameness Source;
    internal Sameness Login;

    internal List<AssetId>? Hosts;

    /// <summary>Some of the values that were counted, as text.</summary>
    internal ValueSamples? Samples;

    internal string Family = "";

    /// <summary>When the last event was received, UTC ticks.</summary>
    internal long Received;

    /// <summary>What the budget has on account for it.</summary>
    internal int Charged;

    /// <summary>Read with saved state: its numbers were rounded, see <see cref="QuantileMeasure"/>.</summary>
    internal bool IsRounded;

    internal Said? Last => Standing > 0 ? Saids[Standing - 1] : null;

    internal int Bytes => Overhead + key.Length + (Timeline.Capacity * 40) + Timeline.CarriedBytes + all.Bytes + (Proven?.Bytes ?? 0) + Evidence.Bytes + (Evidence.Count * LineOverhead) + (Saids.Count * 160) + (Samples?.Bytes ?? 0);

    /// <summary>Forgets what the group was about, when a window passed without events.</summary>
    internal void BeginAnew()
    {
        Source = Login = default;
        Hosts = null;
        Samples = null;
        Evidence.Clear();
    }
}
