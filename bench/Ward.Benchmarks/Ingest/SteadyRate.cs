using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Journal;

namespace Ward.Benchmarks.Ingest;

/// <summary>
/// The rate of one decoder on one thread after its code has settled. A round is a tenth of a second of processor time. Rounds go by until three
/// in a row are no better than the best before them by more than two in a hundred (compiled anew in the background, code gets faster by factors);
/// then the best of five rounds is the rate, since what disturbs a round on a busy machine only ever makes it slower.
/// </summary>
/// <param name="PerSecond">Lines a second of processor time of the whole process.</param>
/// <param name="Allocated">Bytes a line.</param>
/// <param name="WarmRounds">Rounds until steady.</param>
/// <param name="Settled">False where the most rounds went by without.</param>
/// <param name="Spread">The worst of the five rounds, as a part of the best.</param>
internal readonly record struct SteadyRate(double PerSecond, double Allocated, int WarmRounds, bool Settled, double Spread)
{
    public const int Rounds = 5, MostWarmRounds = 60;
    private const int QuietRounds = 3;
    private const double Better = 1.02;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(100);

    public static SteadyRate Measure(IDecoder decoder, Arrival[] lines)
    {
        var builder = new EventBuilder();
        var (best, quiet, warm) = (0.0, 0, 0);
        for (; warm < MostWarmRounds && quiet < QuietRounds; warm++)
        {
            var (rate, _) = Run(decoder, lines, builder);
            quiet = rate > best * Better ? 0 : quiet + 1;
            best = Math.Max(best, rate);
        }

        var rounds = Enumerable.Range(0, Rounds).Select(_ => Run(decoder, lines, builder)).ToArray();
        var fastest = rounds.Max(r => r.PerSecond);
        return new SteadyRate(fastest, rounds.Min(r => r.Allocated), warm, quiet >= QuietRounds, rounds.Min(r => r.PerSecond) / fastest);
    }

    private static (double PerSecond, double Allocated) Run(IDecoder decoder, Arrival[] lines, EventBuilder builder)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (start, used, count) = (Environment.CpuUsage.TotalTime, TimeSpan.Zero, 0L);
        do
        {
            foreach (var line in lines) DecodeLines.Decode(decoder, line, builder);
            count += lines.Length;
            used = Environment.CpuUsage.TotalTime - start;
        }
        while (used < Round);
        return (count / used.TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)count);
    }
}
