namespace Ward.Server.Application;

/// <summary>Work that gives way to the live watch.</summary>
internal static class LowPriority
{
    /// <summary>Does the work on a thread of its own of the lowest priority.</summary>
    /// <param name="work">Must not throw.</param>
    public static Task Run(string name, Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            work();
            done.SetResult();
        })
        { IsBackground = true, Name = name, Priority = ThreadPriority.Lowest }.Start();
        return done.Task;
    }
}
