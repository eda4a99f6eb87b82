namespace Ward.Server.Application;

/// <summary>Work that gives way to the live watch.</summary>
internal static class LowPriority
{
    /// <summary>Does the work on a thread of its own of the lowest priority. What it throws is the task's.</summary>
    public static Task Run(string name, Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception e)
            {
                // On a thread of its own it would end the process.
                done.SetException(e);
            }
        })
        { IsBackground = true, Name = name, Priority = ThreadPriority.Lowest }.Start();
        return done.Task;
    }
}
