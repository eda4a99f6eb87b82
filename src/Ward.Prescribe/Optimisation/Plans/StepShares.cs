using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Plans;

/// <summary>How much of a row a fractional solution holds by each step of a way. Not thread-safe.</summary>
internal sealed class StepShares(Region region)
{
    private readonly double[] share = new double[region.Steps], part = new double[region.Columns];
    private double gap;

    public void Set(ReadOnlySpan<double> solution, int deadline)
    {
        Array.Clear(share);
        gap = 0;
        foreach (var source in region.Sources) gap = Math.Max(gap, -source.Offset - region.Slack[source.State]);
        for (var c = 0; c < region.Columns; c++)
        {
            part[c] = solution[c] <= 1e-9 || !region.Counts(c, deadline) ? 0 : solution[c];
            if (part[c] == 0) continue;
            for (var i = region.FirstTouched[c]; i < region.FirstTouched[c + 1]; i++)
            {
                var step = region.Touched[i];
                for (var j = region.FirstCover[step]; j < region.FirstCover[step + 1]; j++)
                    if (region.CoverColumn[j] == c) share[step] += part[c] * Part(j);
            }
        }
    }

    public double Of(int step) => share[step];

    /// <summary>What a step adds after another: a measure that touches both (isolation of the host between them) counts once.</summary>
    /// <param name="before">Below 0 for none.</param>
    public double After(int before, int step)
    {
        var sum = share[step];
        if (sum == 0 || before < 0 || share[before] == 0) return sum;
        for (var i = region.FirstCover[step]; i < region.FirstCover[step + 1]; i++)
        {
            var c = region.CoverColumn[i];
            if (part[c] == 0) continue;
            for (var j = region.FirstCover[before]; j < region.FirstCover[before + 1]; j++)
                if (region.CoverColumn[j] == c) sum -= part[c] * Part(i);
        }

        return Math.Max(0, sum);
    }

    private double Part(int cover) => double.IsPositiveInfinity(region.CoverEffect[cover]) ? 1 : Math.Min(1, region.CoverEffect[cover] / gap);
}
