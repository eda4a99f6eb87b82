namespace Ward.Detect.Correlation;

/// <summary>
/// Numbers rounded to logarithmic buckets, so that each is within <see cref="Accuracy"/> of its representative
/// (DDSketch: Masson, Rim, Lee 2019, section 2.1). Magnitudes below 1e-9 count as 0, those above 1e18 as 1e18: at most some 6,300 buckets.
/// </summary>
internal static class LogBuckets
{
    /// <summary>Relative error of a rounded number: 1 in 100.</summary>
    internal const double Accuracy = 0.01;

    private const double Ratio = (1 + Accuracy) / (1 - Accuracy);
    private static readonly double LogRatio = Math.Log(Ratio);

    /// <summary>The representative of the number's bucket; rounding twice changes nothing.</summary>
    internal static double Round(double number)
    {
        var magnitude = Math.Min(Math.Abs(number), 1e18);
        if (magnitude < 1e-9) return 0;
        // The representative lies within its own bucket, so its index is the same again.
        var index = Math.Ceiling((Math.Log(magnitude) / LogRatio) - 1e-9);
        return Math.CopySign(2 * Math.Exp(index * LogRatio) / (Ratio + 1), number);
    }
}
