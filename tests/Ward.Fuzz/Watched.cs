namespace Ward.Fuzz;

/// <summary>A campaign on a thread of its own, whose processor time is watched: an input that takes more than its budget is a hang.</summary>
internal static class Watched
{
    /// <summary>Processor time for one input of at most 64 KiB; an ordinary one takes microseconds.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Null where all went well, else what went wrong; the input is <see cref="Campaign.Input"/>. A thread that hangs is left behind.</summary>
    public static string? Run(Campaign campaign, Func<long, bool> goesOn)
    {
        Exception? broken = null;
        // As deep as the main thread's; recursion without end is to be found, not hidden.
        var worker = new Thread(() => broken = campaign.Run(goesOn), 8 << 20) { IsBackground = true };
        worker.Start();
        var (input, since) = (campaign.Input, TimeSpan.Zero);
        while (!worker.Join(Look))
        {
            var work = ThreadWork.Of(campaign.Thread);
            if (!ReferenceEquals(input, campaign.Input)) (input, since) = (campaign.Input, work);
            else if (work - since > Budget) return $"hangs: more than {Budget.TotalSeconds} s of processor time for {input.Length} bytes";
        }

        return broken?.ToString();
    }
}
