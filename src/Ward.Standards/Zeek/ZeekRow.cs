using System.Globalization;

namespace Ward.Standards.Zeek;

/// <summary>One entry of a log. Valid until the next is asked for. A field that is unset or not there is null.</summary>
public abstract class ZeekRow
{
    /// <summary>1-based line of the file.</summary>
    public int Line { get; internal set; }

    /// <summary>Which log it is of.</summary>
    public ZeekLog Log { get; internal set; }

    /// <summary>The text of a field; of a set, all of it.</summary>
    public abstract string? this[string field] { get; }

    /// <summary>The values of a set or vector; empty where it is unset, empty or not there.</summary>
    public abstract IReadOnlyList<string> Several(string field);

    /// <summary>T or F; null where it is neither.</summary>
    public bool? Flag(string field) => this[field] switch { "T" => true, "F" => false, _ => null };

    /// <summary>A whole number of 0 or more, or null.</summary>
    public long? Count(string field) => long.TryParse(this[field], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>Seconds since 1970; null where it is no time.</summary>
    public double? Time(string field = "ts")
    {
        if (this[field] is not { } text) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) return seconds < 253_402_300_800 ? seconds : null;
        // LogAscii::json_timestamps may be ISO 8601.
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment.Year >= 1970 ? moment.ToUnixTimeMilliseconds() / 1000.0 : null;
    }
}
