using System.Globalization;
using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

/// <summary>
/// A part of a date, taken as the digits say it (Sigma 2.1, time modifiers: no conversion of time zones or formats):
/// <c>2026-03-04T05:06:07</c>, with a space or slashes too, whatever follows the minute.
/// </summary>
internal sealed class TimeTest(SigmaTimePart part, SigmaComparison comparison, int bound) : ValueTest
{
    internal override bool Holds(ReadOnlySpan<byte> value, EventReader reader) => TryRead(value, part, out var number) && comparison switch
    {
        SigmaComparison.Equal => number == bound,
        SigmaComparison.Less => number < bound,
        SigmaComparison.LessOrEqual => number <= bound,
        SigmaComparison.Greater => number > bound,
        SigmaComparison.GreaterOrEqual => number >= bound,
        _ => throw new InvalidOperationException($"No comparison of a date: {comparison}."),
    };

    private static bool TryRead(ReadOnlySpan<byte> text, SigmaTimePart part, out int number)
    {
        number = 0;
        if (text.Length < 10 || (text[4] is not ((byte)'-' or (byte)'/')) || text[7] != text[4]
            || !TryDigits(text[..4], 1, 9999, out var year) || !TryDigits(text[5..7], 1, 12, out var month)
            || !TryDigits(text[8..10], 1, DateTime.DaysInMonth(year, month), out var day)) return false;
        var hasTime = text.Length >= 16 && text[10] is (byte)'T' or (byte)'t' or (byte)' ' && text[13] == ':';
        switch (part)
        {
            case SigmaTimePart.Year:
                number = year;
                return true;
            case SigmaTimePart.Month:
                number = month;
                return true;
            case SigmaTimePart.Day:
                number = day;
                return true;
            case SigmaTimePart.Week:
                number = ISOWeek.GetWeekOfYear(new DateTime(year, month, day));
                return true;
            case SigmaTimePart.Hour:
                return hasTime && TryDigits(text[11..13], 0, 23, out number);
            case SigmaTimePart.Minute:
                return hasTime && TryDigits(text[14..16], 0, 59, out number);
            default:
                throw new InvalidOperationException($"Unknown part {part}.");
        }
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, int least, int most, out int number)
    {
        number = 0;
        foreach (var b in text)
        {
            if (b is < (byte)'0' or > (byte)'9') return false;
            number = (number * 10) + b - '0';
        }

        return number >= least && number <= most;
    }
}
