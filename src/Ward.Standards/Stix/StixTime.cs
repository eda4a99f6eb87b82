using System.Globalization;

namespace Ward.Standards.Stix;

/// <summary>A STIX timestamp: RFC 3339 in UTC with 'T' and 'Z' in capitals, any number of decimals (STIX 2.1, 2.16).</summary>
/// <param name="Second">The whole second.</param>
/// <param name="Fraction">0 to less than 1, exact to 18 decimals.</param>
public readonly record struct StixTime(DateTimeOffset Second, decimal Fraction) : IComparable<StixTime>
{
    private const int MostDecimals = 18;

    public static bool TryRead(string text, out StixTime time)
    {
        time = default;
        if (text.Length < 20 || text.Length > 21 + MostDecimals || text[^1] != 'Z') return false;
        if (!DateTimeOffset.TryParseExact(text.AsSpan(0, 19), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var second)) return false;
        var fraction = 0m;
        if (text.Length > 20)
        {
            if (text[19] != '.' || text.Length == 21) return false;
            foreach (var c in text.AsSpan(20, text.Length - 21))
                if (!char.IsAsciiDigit(c)) return false;
            fraction = decimal.Parse(string.Concat("0", text.AsSpan(19, text.Length - 20)), CultureInfo.InvariantCulture);
        }

        time = new StixTime(second, fraction);
        return true;
    }

    public static StixTime Of(DateTimeOffset time)
    {
        var second = new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        return new StixTime(second, (time.UtcTicks - second.UtcTicks) / (decimal)TimeSpan.TicksPerSecond);
    }

    /// <summary>To the 100 ns that the platform knows; the rest is cut.</summary>
    public DateTimeOffset ToMoment() => Second.AddTicks((long)(Fraction * TimeSpan.TicksPerSecond));

    public int CompareTo(StixTime other) => Second.CompareTo(other.Second) is var order and not 0 ? order : Fraction.CompareTo(other.Fraction);

    public static bool operator <(StixTime left, StixTime right) => left.CompareTo(right) < 0;

    public static bool operator >(StixTime left, StixTime right) => left.CompareTo(right) > 0;

    public static bool operator <=(StixTime left, StixTime right) => left.CompareTo(right) <= 0;

    public static bool operator >=(StixTime left, StixTime right) => left.CompareTo(right) >= 0;
}
