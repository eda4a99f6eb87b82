namespace Ward.Detect.Devices;

/// <summary>How far a device has come.</summary>
internal enum DeviceState
{
    /// <summary>Part of what was there when the watch began, or beyond the day's budget: never told of.</summary>
    Quiet,

    /// <summary>Found, and to be told of once the city knows it.</summary>
    Found,

    /// <summary>Told of.</summary>
    Told,
}
