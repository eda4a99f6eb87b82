namespace Ward.Detect.Indicators;

/// <summary>A feed as the hits name it.</summary>
/// <param name="Credibility">Of what it says: 1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged (the Admiralty scale).</param>
public sealed record IndicatorSource(string Id, Reliability Reliability, int Credibility)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id} ({Reliability}{Credibility})");
}
