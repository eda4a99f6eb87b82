using System.Text;
using Ward.Ingest;

namespace Ward.Detect.Matching;

/// <summary>Where a rule's field name is looked for in events of one log source: a value of the event itself, else what comes first of these.</summary>
/// <param name="Known">The known fields that it denotes: what it means in this log source, then what it means everywhere.</param>
/// <param name="Names">Names kept as they came: OCSF paths that are no known field, then the name as it is.</param>
/// <param name="Packed">The name without spaces, to compare with names of which the spaces are taken too (Sigma 2.1, field usage).</param>
internal sealed record FieldPlan(string Name, FieldPlan.Stamp? Own, IReadOnlyList<FieldId> Known, IReadOnlyList<byte[]> Names, byte[] Packed)
{
    /// <summary>What the event carries outside its fields.</summary>
    internal enum Stamp { StatusId, ActivityId, ClassUid, Feed, Asset, Time, LocalTime, LocalWeekday }

    /// <summary>An event's own name for it as text; mostly it is the rule's.</summary>
    internal string NameOf(ReadOnlySpan<byte> name) => name.SequenceEqual(Names[^1]) ? Name : Encoding.UTF8.GetString(name);

    internal static FieldPlan For(string name, LogSource source)
    {
        Stamp? own = name switch
        {
            "status_id" => Stamp.StatusId,
            "activity_id" => Stamp.ActivityId,
            "class_uid" => Stamp.ClassUid,
            "feed" => Stamp.Feed,
            "asset" => Stamp.Asset,
            "time" => Stamp.Time,
            "local_time" => Stamp.LocalTime,
            "local_weekday" => Stamp.LocalWeekday,
            _ => null,
        };
        var known = new List<FieldId>();
        var names = new List<byte[]>();
        foreach (var path in Paths(name, source))
        {
            if (!Fields.TryFind(path, out var id)) names.Add(Encoding.UTF8.GetBytes(path));
            else if (!known.Contains(id)) known.Add(id);
        }

        names.Add(Encoding.UTF8.GetBytes(name));
        return new FieldPlan(name, own, known, names, Encoding.UTF8.GetBytes(name.Replace(" ", "", StringComparison.Ordinal)));
    }

    /// <summary>The one place in which matching asks the table of names.</summary>
    private static IEnumerable<string> Paths(string name, LogSource source)
    {
        var particular = FieldNames.TryFindPath(name, source, out var here) ? here : null;
        var general = FieldNames.TryFindPath(name, out var everywhere) ? everywhere : null;
        if (particular is not null) yield return particular;
        if (general is not null && general != particular) yield return general;
        if (particular is null && general is null) yield return name;
    }
}
