using System.Text.Json;

namespace Ward.Benchmarks.Endpoint;

/// <summary>Where the asking of one agent stands, and whether it goes on.</summary>
internal sealed class Asking : IDisposable
{
    private CancellationTokenSource? life;
    private Task work = Task.CompletedTask;
    private long lines;

    public string Stream { get; private set; } = "";

    public long After { get; private set; }

    /// <summary>Lines taken so far.</summary>
    public long Lines => Interlocked.Read(ref lines);

    public void Take(JsonElement line)
    {
        if (line.TryGetProperty("stream", out var stream))
        {
            Stream = stream.GetString()!;
            return;
        }

        After = line.GetProperty("seq").GetInt64();
        Interlocked.Increment(ref lines);
    }

    public void Begin(Func<CancellationToken, Task> ask)
    {
        var stop = (life = new CancellationTokenSource()).Token;
        work = Task.Run(() => ask(stop));
    }

    public void Dispose()
    {
        life?.Cancel();
        work.Wait();
        life?.Dispose();
        life = null;
    }
}
