using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Ward.Ingest.Search.Language;

namespace Ward.Ingest.Search;

/// <summary>The words and numbers by which a query may name a class or a status.</summary>
public static class StampTexts
{
    private static readonly FrozenDictionary<int, string> Classes = Enum.GetValues<EventClass>().ToFrozenDictionary(c => (int)c, c => Snake(c.ToString()));

    private static readonly FrozenDictionary<int, string> Statuses =
        new Dictionary<int, string> { [0] = "unknown", [1] = "success", [2] = "failure", [99] = "other" }.ToFrozenDictionary();

    /// <summary>OCSF's name of a class: authentication, http_activity; the number where there is none.</summary>
    public static string ClassName(int uid) => Classes.TryGetValue(uid, out var name) ? name : Number(uid);

    public static string StatusName(int id) => Statuses.TryGetValue(id, out var name) ? name : Number(id);

    /// <summary>The ids that have a name and pass the test, by name or by number; class and status only.</summary>
    public static IReadOnlyList<int> Fitting(Stamp stamp, ValueTest test) =>
        [.. Named(stamp).Where(id => Fits(stamp, id, test)).Order()];

    /// <summary>The ids of a stamp that have a name.</summary>
    public static IEnumerable<int> Named(Stamp stamp) => stamp switch
    {
        Stamp.Class => Classes.Keys,
        Stamp.Status => Statuses.Keys,
        _ => throw new InvalidOperationException($"{stamp} has no names."),
    };

    /// <summary>Whether the id passes by its name or by its number.</summary>
    public static bool Fits(Stamp stamp, int id, ValueTest test) =>
        ValueMatch.Holds(test, stamp == Stamp.Class ? ClassName(id) : StatusName(id)) || ValueMatch.Holds(test, Number(id));

    private static string Number(int id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Snake(string name)
    {
        var snake = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && snake.Length > 0) snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }

        return snake.ToString();
    }
}
