using System.ComponentModel.DataAnnotations;

namespace Ward.Detect.Devices;

/// <summary>How devices that nobody told the city of are noticed.</summary>
public sealed class DeviceOptions
{
    /// <summary>So long after the first event of all, by event time, devices become assets without being told of: nobody's file is complete on the first day. Default 1 d; 0 to 31 d.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "31.00:00:00")]
    public TimeSpan Learning { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Findings a day at most; devices beyond become assets and are counted. Default 20; 0 to 10,000.</summary>
    [Range(0, 10_000)]
    public int AlarmsPerDay { get; init; } = 20;

    /// <summary>Devices followed; those beyond are counted and not taken. Default 20,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int Devices { get; init; } = 20_000;

    /// <summary>A device is told of as soon as the city knows it as an asset, and after this long at the latest, by event time. Default 1 min; 0 to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan UntilTold { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>An event time further behind its receipt is a wrong clock. Default 31 d; 1 h to 3,650 d.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan FarBehind { get; init; } = TimeSpan.FromDays(31);
}
