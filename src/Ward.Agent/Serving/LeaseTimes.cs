using Ward.Standards.OpenC2;

namespace Ward.Agent.Serving;

/// <summary>From the times of a command to the end of a lease.</summary>
internal static class LeaseTimes
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The end, or why there is none. Where stop and duration are both given, the earlier end counts: clocks of server and
    /// agent differ, and the shorter lease is the safer one.
    /// </summary>
    public static bool TryRead(OpenC2Args? args, DateTimeOffset now, TimeSpan longest, out DateTimeOffset until, out int status, out string reason)
    {
        until = default;
        status = OpenC2Status.BadRequest;
        reason = "a command without an end is not carried out: give stop_time or duration";
        if (args is null || (args.StopTime is null && args.Duration is null))
            return false;
        if (args.StartTime > now + Tolerance)
        {
            status = OpenC2Status.NotImplemented;
            reason = "a start in the future is not carried out here";
            return false;
        }
        var begin = args.StartTime is { } start && start < now ? start : now;
        if (args.Duration > longest)
        {
            reason = $"longer than {longest.TotalSeconds} s, the longest lease here";
            return false;
        }
        var byDuration = args.Duration is { } length ? begin + length : DateTimeOffset.MaxValue;
        until = args.StopTime is { } end && end < byDuration ? end : byDuration;
        reason = until <= now ? "its end has passed already" : until - now > longest ? $"longer than {longest.TotalSeconds} s, the longest lease here" : "";
        return reason.Length == 0;
    }
}
