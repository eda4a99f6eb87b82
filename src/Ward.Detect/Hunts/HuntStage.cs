namespace Ward.Detect.Hunts;

/// <summary>Where a hunt is in its life.</summary>
public enum HuntStage
{
    /// <summary>It has not begun, or goes on as soon as there is room.</summary>
    Waiting,
    Running,
    /// <summary>Stopped, and can go on.</summary>
    Paused,
    /// <summary>Ended; its findings are all there are, unless <see cref="HuntRecord.Trouble"/> says otherwise.</summary>
    Done,
    /// <summary>Broken off; <see cref="HuntRecord.Trouble"/> says why. It can be tried again from its last checkpoint.</summary>
    Failed,
}
