using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Ward.Solver.Framing;

namespace Ward.Solver.Processes;

/// <summary>One running process of the solver. Not thread-safe.</summary>
internal sealed class Worker : IDisposable
{
    private readonly Process process;
    private readonly Stream calls, answers;
    private readonly ITimer watch;
    private readonly TimeSpan patience;
    private TimeSpan waited;
    private volatile bool late;

    private Worker(Process process, TimeSpan patience, TimeProvider time)
    {
        (this.process, this.patience, waited) = (process, patience, patience);
        (calls, answers) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        // What it complains of is drained, so that it never waits for a reader.
        process.ErrorDataReceived += (_, said) => LastWords = said.Data ?? LastWords;
        process.BeginErrorReadLine();
        watch = time.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsBroken { get; private set; }

    /// <summary>True where it is broken, or its process ended by itself.</summary>
    public bool HasEnded => IsBroken || process.HasExited;

    public string LastWords { get; private set; } = "";

    public int Id => process.Id;

    public long PeakMemory => Asked(p => p.PeakWorkingSet64);

    public TimeSpan ProcessorTime => Asked(p => p.TotalProcessorTime);

    /// <summary>Null where the program is not there or does not start.</summary>
    public static Worker? Start(SolverOptions options, TimeProvider time)
    {
        if (!File.Exists(options.Program)) return null;
        var start = new ProcessStartInfo(options.Program)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add("--megabytes");
        start.ArgumentList.Add(options.Megabytes.ToString(CultureInfo.InvariantCulture));
        // The frame of the rows is kept twice at most; the rest of the cap is the native solver's.
        start.Environment["DOTNET_GCHeapHardLimit"] = (options.Megabytes * 500_000L).ToString("x", CultureInfo.InvariantCulture);
        try
        {
            return Process.Start(start) is { } process ? new(process, options.Patience, time) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>False where the process is gone, or took it too slowly and was ended.</summary>
    /// <param name="atMost">How long it may take, where that is less than what is usual.</param>
    public bool Send(FrameWriter frame, TimeSpan? atMost)
    {
        if (IsBroken) return false;
        Watch(atMost);
        try
        {
            frame.SendTo(calls);
            return true;
        }
        catch (IOException)
        {
            IsBroken = true;
            return false;
        }
        finally
        {
            watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The next answer; null where the process is gone, or was late and was ended.</summary>
    /// <param name="atMost">How long it may take, where that is less than what is usual.</param>
    public byte[]? Receive(TimeSpan? atMost)
    {
        if (IsBroken) return null;
        Watch(atMost);
        try
        {
            if (FrameReader.From(answers) is { } frame) return frame;
        }
        catch (IOException) { }
        catch (InvalidDataException) { }
        finally
        {
            watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        IsBroken = true;
        return null;
    }

    /// <summary>Why it is broken, in words.</summary>
    public string Why()
    {
        if (late) return string.Create(CultureInfo.InvariantCulture, $"the solver gave no answer within {waited.TotalSeconds:0.#} s and was ended");
        var code = process.WaitForExit(1000) ? string.Create(CultureInfo.InvariantCulture, $" with {process.ExitCode}") : "";
        return $"the solver's process ended{code}{(LastWords.Length > 0 ? $": {LastWords}" : "")}";
    }

    public void Break() => IsBroken = true;

    public void Dispose()
    {
        watch.Dispose();
        calls.Dispose();
        if (!process.WaitForExit(200)) End();
        process.Dispose();
    }

    private void Watch(TimeSpan? atMost)
    {
        waited = atMost < patience ? atMost.Value : patience;
        watch.Change(waited, Timeout.InfiniteTimeSpan);
    }

    private T Asked<T>(Func<Process, T> ask) where T : struct
    {
        try
        {
            process.Refresh();
            return process.HasExited ? default : ask(process);
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }

    /// <summary>Kills the process: whoever waits for it gets no answer. May be called from any thread.</summary>
    public void End()
    {
        late = true;
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException) { }
        catch (Win32Exception) { }
    }
}
