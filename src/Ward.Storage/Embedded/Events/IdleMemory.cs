using System.Runtime.InteropServices;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Gives memory back to the system once it is no longer needed: spare pieces that nobody took for a while, and, where nothing was done for a while,
/// what the C library holds on to after much was (glibc's malloc_trim; elsewhere nothing). Thread-safe.
/// </summary>
internal sealed partial class IdleMemory : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly ArenaPieces spare;
    private readonly ITimer timer;
    private int worked;
    private bool isDue;

    public IdleMemory(ArenaPieces spare, TimeProvider time)
    {
        this.spare = spare;
        timer = time.CreateTimer(_ => Look(), null, Every, Every);
    }

    /// <summary>Something was done that took memory and gave it back.</summary>
    public void Worked() => Volatile.Write(ref worked, 1);

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        lock (timer)
        {
            spare.Trim();
            if (Interlocked.Exchange(ref worked, 0) != 0) isDue = true;
            else if (isDue)
            {
                isDue = false;
                TryTrim();
            }
        }
    }

    private static void TryTrim()
    {
        try
        {
            if (OperatingSystem.IsLinux()) _ = Trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library: it gives back by itself, or not.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint keep);
}
