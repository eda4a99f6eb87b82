using Ward.City;

namespace Ward.Detect.Correlation;

/// <summary>The state of one combination of group-by values.</summary>
internal sealed class Group(byte[] key, int remembered)
{
    internal const int MaxHosts = 8;

    internal byte[] Key => key;

    /// <summary>Neighbours in the order of the last event received.</summary>
    internal Group? Older;
    internal Group? Newer;

    internal TimeRing All { get; set; } = new(remembered);

    /// <summary>Those whose source is attested: a forged line can neither fill this window nor empty it.</summary>
    internal TimeRing Attested { get; set; } = new(remembered);

    internal EvidenceRing Evidence { get; set; } = new();

    internal Sameness Source;
    internal Sameness Login;

    internal List<AssetId> Hosts { get; } = [];

    /// <summary>When the last event was received, UTC ticks.</summary>
    internal long Received { get; set; }

    /// <summary>Event time of the last finding, UTC ticks; null where there was none.</summary>
    internal long? FiredAt { get; set; }

    internal bool FiredAttested { get; set; }

    /// <summary>True once the condition has ceased to hold since the last finding.</summary>
    internal bool Fell { get; set; }

    /// <summary>Events counted since the last finding.</summary>
    internal long Since { get; set; }

    /// <summary>Forgets what the group was about, when a window passed without events.</summary>
    internal void BeginAnew()
    {
        Source = Login = default;
        Hosts.Clear();
        Evidence.Clear();
    }
}
