using System.Globalization;
using System.Runtime.InteropServices;

namespace Ward.Fuzz;

/// <summary>Processor time of one thread: what a busy machine takes for others does not count. Linux; elsewhere the clock on the wall stands for it.</summary>
internal static partial class ThreadWork
{
    private const int ThreadCpuClock = 3;

    /// <summary>Of the thread that asks.</summary>
    public static TimeSpan Mine()
    {
        if (!OperatingSystem.IsLinux()) return TimeSpan.FromMilliseconds(Environment.TickCount64);
        return ClockGetTime(ThreadCpuClock, out var time) == 0 ? TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / 100)) : throw new InvalidOperationException("no thread clock");
    }

    /// <summary>The number by which another thread asks for this one's.</summary>
    public static int Id() => OperatingSystem.IsLinux() ? GetTid() : 0;

    /// <summary>Of another thread of this process; zero once it has ended.</summary>
    public static TimeSpan Of(int thread)
    {
        if (!OperatingSystem.IsLinux()) return TimeSpan.FromMilliseconds(Environment.TickCount64);
        try
        {
            // Behind the name in brackets: user and system time are the 12th and 13th field, in hundredths of a second (proc_pid_stat(5)).
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/self/task/{thread}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            return TimeSpan.Zero;
        }
    }

    private record struct Time(long Seconds, long Nanoseconds);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ClockGetTime(int clock, out Time time);

    [LibraryImport("libc", EntryPoint = "gettid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTid();
}
