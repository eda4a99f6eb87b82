namespace Ward.Elements.Leases;

/// <summary>
/// When a lease ends: at its promised time or when its length has passed by the monotonic clock, whichever comes first.
/// A wall clock set back therefore never lengthens a lease, across restarts of the process too; across a reboot the
/// length is the bound. Thread-safe.
/// </summary>
/// <param name="boot">Identifies the boot of the machine; monotonic stamps compare only within one.</param>
public sealed class LeaseClock(TimeProvider time, string boot)
{
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    public TimeProvider Time => time;

    /// <summary>The clock of this machine.</summary>
    public static LeaseClock OfThisMachine(TimeProvider time) =>
        new(time, File.Exists(BootIdFile) ? File.ReadAllText(BootIdFile).Trim() : "unknown");

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Stamps the lease to end at its promised time, but not later than its length from now.</summary>
    public Lease Stamp(Lease lease)
    {
        var left = Least(lease.Until - Now, lease.Until - lease.Begun);
        return lease with { Boot = boot, Deadline = time.GetTimestamp() + (long)(left.TotalSeconds * time.TimestampFrequency) };
    }

    public bool IsOfThisBoot(Lease lease) => lease.Boot == boot;

    /// <summary>Zero or less once it is over.</summary>
    public TimeSpan Left(Lease lease)
    {
        var wall = lease.Until - Now;
        return lease.Boot == boot
            ? Least(wall, time.GetElapsedTime(time.GetTimestamp(), lease.Deadline))
            : Least(wall, lease.Until - lease.Begun);
    }

    public bool IsOver(Lease lease) => Left(lease) <= TimeSpan.Zero;

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
