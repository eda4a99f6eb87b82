using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.City;
using Ward.Detect.Baselines;
using Ward.Detect.Incidents;
using Ward.Detect.Rules;
using Ward.Detect.Tests.Baselines;
using Ward.Ingest;

namespace Ward.Detect.Tests.DetectTests;

/// <summary>Detection with everything about it in memory.</summary>
internal sealed class Bench
{
    public Bench(Memory memory, DetectionOptions? options = null, IRuleEngine? rules = null, params IBaseline[] baselines)
    {
        Detection = new Detection(
            rules ?? new CountingRule(), baselines is [] ? [new SignInBaseline(new SignInOptions())] : baselines,
            new IncidentJoiner(SignInLine.City, new JoinOptions()), memory, SignInLine.City, Time,
            options ?? new DetectionOptions { SnapshotEvents = 5 }, NullLogger<Detection>.Instance);
    }

    public FakeTimeProvider Time { get; } = new();
    public Detection Detection { get; }

    /// <summary>One pooled event for all lines, as the pipeline has it. Offsets are positions times ten: a journal may leave gaps.</summary>
    public static async IAsyncEnumerable<Event> Replay(IReadOnlyList<SignInLine> lines, long from, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var builder = new EventBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            if (i * 10 < from) continue;
            stop.ThrowIfCancellationRequested();
            yield return lines[i].On(builder, i * 10);
        }

        await Task.CompletedTask;
    }

    public static async IAsyncEnumerable<Event> Live(ChannelReader<SignInLine> lines, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var builder = new EventBuilder();
        var offset = 0;
        await foreach (var line in lines.ReadAllAsync(stop)) yield return line.On(builder, 10 * offset++);
    }

    internal sealed class Memory : IDetectionSnapshots
    {
        public DetectionSnapshot? Last { get; set; }
        public int Saves { get; private set; }
        public bool Broken { get; set; }
        public Action? OnSave { get; set; }
        public TaskCompletionSource Saved { get; private set; } = new();

        public Task<DetectionSnapshot?> Load(CityId city, CancellationToken stop) => Task.FromResult(Last);

        public Task Save(DetectionSnapshot snapshot, CancellationToken stop)
        {
            Saves++;
            OnSave?.Invoke();
            if (Broken) throw new IOException("No space left on device");
            Last = snapshot;
            Saved.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
