using System.Globalization;
using System.Text.Json.Serialization;

namespace Ward.Storage.Embedded.Events;

/// <summary>One file of events of one day (UTC, event time) and class. Never changed once the manifest names it.</summary>
/// <param name="File">Relative to the store's folder, without extension; .parquet is the events (.spill where they are spilled), .filter the token filter.</param>
/// <param name="From">Time of the oldest event, in microseconds since 1970.</param>
/// <param name="To">Time of the newest.</param>
/// <param name="Bytes">Of both files.</param>
/// <param name="RestNames">Names that occur in <c>rest</c> with values of their own, or null where they are too many to list.</param>
/// <param name="Signs">That stand for values in its lines (<see cref="LineTemplate"/>).</param>
/// <param name="Sure">Whether the token filter may rule the segment out.</param>
/// <param name="Layout">Version of its columns (<see cref="Events.Layout"/>).</param>
/// <param name="Twins">Names that occur in <c>rest</c> with values of own columns (<see cref="Events.Twins"/>); null of segments before version 3, which have none.</param>
/// <param name="Spilled">Whether its events stand there as they stood in memory (<see cref="SpillWriter"/>), and wait for being written as Parquet.</param>
/// <param name="Whole">Whether no sign stands within four numbers with points between; false of segments of version 1.</param>
/// <param name="Doubled">Whether each address of its lines is in the token filter as two words, so that both are asked for; false of segments of earlier builds.</param>
internal sealed record Segment(
    string File, int Day, int Class, long Events, long From, long To, long FirstOffset, long LastOffset, long RawBytes, long Bytes, IReadOnlyList<string>? RestNames, bool Sure, IReadOnlyList<int> Signs, int Layout = 1, bool Whole = false, IReadOnlyDictionary<string, IReadOnlyList<int>>? Twins = null, bool Spilled = false, bool Doubled = false)
{
    /// <summary>The most names that are listed.</summary>
    public const int MostRestNames = 2000;

    /// <summary>Its own among all segments of the store.</summary>
    [JsonIgnore]
    public long Number => long.Parse(File.AsSpan(File.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    /// <summary>Where its events are.</summary>
    public string EventsIn(string folder) => Spilled ? SpillOf(folder, File) : EventsOf(folder, File);

    /// <summary>Where its token filter is.</summary>
    public string FilterIn(string folder) => FilterOf(folder, File);

    public static string EventsOf(string folder, string file) => Path.Combine(folder, file + ".parquet");

    public static string SpillOf(string folder, string file) => Path.Combine(folder, file + ".spill");

    public static string FilterOf(string folder, string file) => Path.Combine(folder, file + ".filter");

    public static int DayOf(long micros) => (int)Math.Floor(micros / 86_400_000_000.0);
}
