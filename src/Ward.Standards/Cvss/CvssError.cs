using System.Globalization;

namespace Ward.Standards.Cvss;

/// <summary>Why a text is no vector.</summary>
/// <param name="Position">Of the first character that is wrong, from 0; the length of the text where something is missing at its end.</param>
/// <param name="Metric">The metric concerned; empty where it is none.</param>
/// <param name="Expected">What would have been right.</param>
public sealed record CvssError(int Position, string Metric, string Expected)
{
    public override string ToString()
    {
        var metric = Metric.Length > 0 ? $"metric {Metric}: " : "";
        return string.Create(CultureInfo.InvariantCulture, $"at character {Position}: {metric}expected {Expected}");
    }
}
