using System.Runtime.InteropServices;

namespace Ward.Solver.Programs;

/// <summary>The most writable private memory that this process may have (RLIMIT_DATA, getrlimit(2)); beyond it an allocation fails and the process ends.</summary>
internal static partial class MemoryCap
{
    private const int Data = 2;

    /// <summary>True where the system holds it (Linux); elsewhere nothing is capped.</summary>
    public static bool Set(long bytes) => OperatingSystem.IsLinux() && SetLimit(Data, new() { Soft = (nuint)bytes, Hard = (nuint)bytes }) == 0;

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    private struct Limit
    {
        public nuint Soft;
        public nuint Hard;
    }
}
