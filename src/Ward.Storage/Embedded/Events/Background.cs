using System.Runtime.InteropServices;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Work that must be done but never now: on a thread of its own which gives way to all others, so that joining pieces takes the time that a flood of
/// events leaves. It still gets about a tenth of a processor that everybody wants (nice 10, see sched(7)), so it ends.
/// </summary>
internal static partial class Background
{
    private const int OfThisThread = 0, Nice = 10;

    /// <param name="givesWay">False where it has given way for too long already.</param>
    public static Task Run(Action work, bool givesWay)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            if (givesWay) GiveWay();
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        { IsBackground = true, Name = "Ward joins" }.Start();
        return done.Task;
    }

    private static void GiveWay()
    {
        // .NET maps priorities on Windows alone; on Linux a thread has a nice value of its own. Where it is refused, the work competes.
        if (OperatingSystem.IsLinux()) _ = SetPriority(0, OfThisThread, Nice);
        else Thread.CurrentThread.Priority = ThreadPriority.Lowest;
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
