using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ward.Lab;

/// <summary>A network namespace that the test makes and removes: nothing of it reaches the machine's own network.</summary>
internal sealed partial class Namespace : IDisposable
{
    private const int ReadOnly = 0, NetworkOnly = 0x40000000;
    private static int made;

    private Namespace(string name) => Name = name;

    public string Name { get; }

    /// <summary>Skips the test where the machine does not let us.</summary>
    public static Namespace Make()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/sbin/nft"))
            Assert.Skip("needs nft and the right to make network namespaces");
        var space = new Namespace($"ward-{Environment.ProcessId}-{Interlocked.Increment(ref made)}");
        if (Try("ip", "netns", "add", space.Name).Code != 0)
            Assert.Skip("needs nft and the right to make network namespaces");
        space.Do("ip", "link", "set", "lo", "up");
        return space;
    }

    /// <summary>Two ends of a cable, each up with its address.</summary>
    public void Cable(string address, Namespace other, string otherAddress, string name)
    {
        Must("ip", "link", "add", name + "a", "netns", Name, "type", "veth", "peer", "name", name + "b", "netns", other.Name);
        Do("ip", "addr", "add", address, "dev", name + "a");
        Do("ip", "link", "set", name + "a", "up");
        other.Do("ip", "addr", "add", otherAddress, "dev", name + "b");
        other.Do("ip", "link", "set", name + "b", "up");
    }

    public string Do(params string[] command) => Must(["ip", "netns", "exec", Name, .. command]);

    public string[] Prefix(string tool) => ["ip", "netns", "exec", Name, tool];

    /// <summary>Runs the work on a thread that stands in the namespace. Sockets made there stay there.</summary>
    public T In<T>(Func<T> work)
    {
        T result = default!;
        Exception? failed = null;
        var thread = new Thread(() =>
        {
            try
            {
                var handle = Open($"/run/netns/{Name}", ReadOnly);
                Assert.True(handle >= 0 && SetNamespace(handle, NetworkOnly) == 0, "the thread cannot enter the namespace");
                _ = Close(handle);
                result = work();
            }
            catch (Exception wrong) { failed = wrong; }
        });
        thread.Start();
        thread.Join();
        return failed is null ? result : throw new InvalidOperationException(failed.Message, failed);
    }

    /// <summary>Whatever still runs in it ends with it.</summary>
    public void Dispose()
    {
        foreach (var process in Try("ip", "netns", "pids", Name).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Try("kill", "-KILL", process);
        Try("ip", "netns", "del", Name);
    }

    public static (int Code, string Output) Try(params string[] command)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in command[1..])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static string Must(params string[] command)
    {
        var (code, output) = Try(command);
        Assert.True(code == 0, $"{string.Join(' ', command)}: {output}");
        return output;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)] private static partial int Open(string path, int flags);
    [LibraryImport("libc", EntryPoint = "setns")] private static partial int SetNamespace(int handle, int kind);
    [LibraryImport("libc", EntryPoint = "close")] private static partial int Close(int handle);
}
