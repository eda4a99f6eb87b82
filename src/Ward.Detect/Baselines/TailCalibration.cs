using System.Runtime.InteropServices;

namespace Ward.Detect.Baselines;

/// <summary>
/// Turns a score into a probability by what all entities have scored before: empirical in the body, peaks over threshold in the tail
/// (generalised Pareto, probability-weighted moments, Hosking and Wallis 1987; shape held at 0.2 or heavier, so that it never boasts).
/// 512 bytes; halved when full, so that it follows the city.
/// </summary>
internal sealed class TailCalibration
{
    private const int Bins = 128;
    private const double Lowest = -8;
    private const double Width = 0.125;
    private const uint Full = 1 << 16;
    private const uint Enough = 200;

    private readonly uint[] counts = new uint[Bins];
    private uint total;

    /// <summary>False until enough has been seen to say anything about a tail.</summary>
    public bool IsReady => total >= Enough;

    public void Learn(double score)
    {
        counts[BinOf(score)]++;
        if (++total < Full) return;
        total = 0;
        for (var i = 0; i < Bins; i++) total += counts[i] /= 2;
    }

    /// <summary>P(a score at least so high), never below a quarter of 1/(n + 1): nobody has seen what was never looked for.</summary>
    public double P(double score)
    {
        var bin = BinOf(score);
        uint beyond = 0;
        for (var i = bin; i < Bins; i++) beyond += counts[i];
        var floor = 0.25 / (total + 1);
        if (beyond >= 10 || total == 0) return Math.Max(floor, (beyond + 1.0) / (total + 1.0));

        // Threshold: the highest bin with at least 2 % (and 20) of the scores at or above it.
        var want = Math.Max(20, total / 50);
        uint above = 0;
        var threshold = Bins;
        while (threshold > 0 && above < want) above += counts[--threshold];
        if (bin <= threshold) return Math.Max(floor, (beyond + 1.0) / (total + 1.0));
        var tail = Tail(threshold, above, (bin - threshold) * Width);
        return Math.Clamp((double)above / total * tail, floor, 1);
    }

    public void Save(BinaryWriter to)
    {
        to.Write(total);
        to.Write(MemoryMarshal.AsBytes(counts.AsSpan()));
    }

    public void Load(BinaryReader from)
    {
        total = from.ReadUInt32();
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(counts.AsSpan()));
    }

    private double Tail(int threshold, uint above, double excess)
    {
        // a0 = E[X], a1 = E[X (1 - F(X))], over the binned excesses in ascending order.
        double a0 = 0, a1 = 0, rank = 0;
        for (var i = threshold; i < Bins; i++)
        {
            if (counts[i] == 0) continue;
            var x = (i - threshold + 0.5) * Width;
            var f = (rank + (0.5 * counts[i])) / above;
            a0 += x * counts[i];
            a1 += x * (1 - f) * counts[i];
            rank += counts[i];
        }

        (a0, a1) = (a0 / above, a1 / above);
        var shape = Math.Clamp(2 - (a0 / Math.Max(1e-9, a0 - (2 * a1))), 0.2, 0.9);
        // With the shape held, the scale keeps the mean: E[X] = scale / (1 - shape).
        var scale = Math.Max(Width, a0 * (1 - shape));
        return Math.Pow(1 + (shape * excess / scale), -1 / shape);
    }

    private static int BinOf(double score) => (int)Math.Clamp((score - Lowest) / Width, 0, Bins - 1);
}
