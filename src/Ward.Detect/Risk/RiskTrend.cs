namespace Ward.Detect.Risk;

/// <summary>Points at the end of each of the last hours of event time; hours in which nothing came hold what had faded to.</summary>
internal sealed class RiskTrend
{
    public const int Hours = 24;
    private readonly float[] points = new float[Hours];

    /// <summary>The newest hour written, since year 1.</summary>
    public long Hour { get; private set; } = -1;

    public IReadOnlyList<float> Points => points;

    /// <summary>Says what the risk is within the hour of a moment; an older one changes nothing.</summary>
    /// <param name="at">Not before the last one given.</param>
    public void Note(DateTimeOffset at, double now, TimeSpan halfLife)
    {
        var hour = HourOf(at);
        for (var h = Math.Max(Hour + 1, hour - Hours + 1); Hour >= 0 && h < hour; h++) points[Slot(h)] = (float)(points[Slot(Hour)] * Faded(h - Hour, halfLife));
        points[Slot(hour)] = (float)now;
        Hour = hour;
    }

    /// <summary>Oldest first, the last being the risk at the moment itself.</summary>
    public IReadOnlyList<double> Until(DateTimeOffset at, double now, TimeSpan halfLife)
    {
        var last = HourOf(at);
        var shown = new double[Hours];
        for (var i = 0; i < Hours; i++)
        {
            var hour = last - Hours + 1 + i;
            shown[i] = hour <= Hour - Hours || Hour < 0 ? 0 : hour <= Hour ? points[Slot(hour)] : points[Slot(Hour)] * Faded(hour - Hour, halfLife);
        }

        shown[^1] = now;
        return shown;
    }

    public void Restore(long hour, ReadOnlySpan<float> saved)
    {
        Hour = hour;
        saved.CopyTo(points);
    }

    private static long HourOf(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerHour;

    private static int Slot(long hour) => (int)(hour % Hours);

    private static double Faded(long hours, TimeSpan halfLife) => Math.Pow(2, -hours / halfLife.TotalHours);
}
