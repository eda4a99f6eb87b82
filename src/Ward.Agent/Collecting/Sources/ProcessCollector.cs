using System.Globalization;

namespace Ward.Agent.Collecting.Sources;

/// <summary>
/// Programs that begin: by the kernel's notices where it gives them, else by a look at /proc every two seconds, which does not see what begins
/// and ends in between. A line says which. Command lines may hold secrets that were written there; they are kept as they are.
/// </summary>
internal sealed class ProcessCollector(Spool spool, TimeProvider time, bool mayAskKernel = true) : ICollector
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    public string Name => "process";

    public async Task Run(CancellationToken stop)
    {
        if (mayAskKernel && ProcessNotices.TryOpen(out var notices))
        {
            Say("the kernel's notices");
            await Notice(notices, stop);
        }
        else
        {
            Say("a look at /proc every 2 s");
            await Poll(stop);
        }
    }

    private Task Notice(ProcessNotices notices, CancellationToken stop)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // The kernel wakes it; a thread of its own since it waits in the kernel, with the small stack that it needs.
        new Thread(() =>
        {
            try
            {
                using (notices)
                    while (!stop.IsCancellationRequested)
                        if (notices.Next() is var id and > 0)
                            Started(id);
                        else if (notices.Overruns > 0)
                            TellOverrun(notices);
                ended.SetResult();
            }
            catch (Exception wrong)
            {
                ended.SetException(wrong);
            }
        }, 256 << 10) { IsBackground = true, Name = "process notices" }.Start();
        return ended.Task;
    }

    private async Task Poll(CancellationToken stop)
    {
        var known = Running();
        using var timer = new PeriodicTimer(Beat, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            var now = Running();
            foreach (var id in now)
                if (!known.Contains(id))
                    Started(id);
            known = now;
        }
    }

    private static HashSet<int> Running()
    {
        HashSet<int> found = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                found.Add(id);
        return found;
    }

    private void Started(int id)
    {
        var facts = ProcessFacts.Of(id);
        spool.Append(Name, j =>
        {
            j.WriteString("event", "started");
            j.WriteNumber("pid", id);
            if (facts is null)
            {
                j.WriteBoolean("gone", true);
                return;
            }
            j.WriteNumber("ppid", facts.Parent);
            j.WriteString("name", facts.Name);
            j.WriteString("exe", facts.Program);
            j.WriteString("cmdline", facts.CommandLine);
            j.WriteString("cwd", facts.Folder);
            j.WriteNumber("uid", facts.User);
            j.WriteNumber("start_ticks", facts.Started);
            if (ProcessFacts.Of(facts.Parent) is { } parent)
            {
                j.WriteString("parent_exe", parent.Program);
                j.WriteString("parent_cmdline", parent.CommandLine);
            }
        });
    }

    private void TellOverrun(ProcessNotices notices)
    {
        var times = notices.Overruns;
        notices.Overruns = 0;
        spool.Append("agent", j =>
        {
            j.WriteString("event", "overrun");
            j.WriteString("collector", Name);
            j.WriteNumber("times", times);
        });
    }

    private void Say(string how) => spool.Append("agent", j =>
    {
        j.WriteString("event", "began");
        j.WriteString("collector", Name);
        j.WriteString("how", how);
    });
}
