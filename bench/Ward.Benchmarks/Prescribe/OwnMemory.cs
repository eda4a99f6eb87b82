using System.Diagnostics;

namespace Ward.Benchmarks.Prescribe;

/// <summary>What this process has held at most since a moment: the mark is set back (proc(5), clear_refs), so that a generator's peak is not taken for the optimiser's.</summary>
internal static class OwnMemory
{
    private const string Marks = "/proc/self/clear_refs";

    /// <summary>Frees what can be freed and begins anew. Tells what is held now, in bytes.</summary>
    public static long Begin()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux()) File.WriteAllText(Marks, "5");
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    /// <summary>The most since <see cref="Begin"/> (of the whole process where the system cannot set the mark back), in bytes.</summary>
    public static long Peak()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
