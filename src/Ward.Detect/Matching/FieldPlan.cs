using System.Text;
using Ward.Ingest;

namespace Ward.Detect.Matching;

/// <summary>Where a rule's field name is looked for: a value of the event itself, a known field, then names kept as they came.</summary>
/// <param name="Known">The known field that an alias or the name itself denotes.</param>
/// <param name="Path">The alias's OCSF path where no known field has it; null otherwise.</param>
internal sealed record FieldPlan(string Name, FieldPlan.Stamp? Own, FieldId? Known, byte[]? Path, byte[] Utf8Name)
{
    /// <summary>What the event carries outside its fields.</summary>
    internal enum Stamp { StatusId, ActivityId, ClassUid, Feed, Asset }

    internal static FieldPlan For(string name)
    {
        Stamp? own = name switch
        {
            "status_id" => Stamp.StatusId,
            "activity_id" => Stamp.ActivityId,
            "class_uid" => Stamp.ClassUid,
            "feed" => Stamp.Feed,
            "asset" => Stamp.Asset,
            _ => null,
        };
        var utf8 = Encoding.UTF8.GetBytes(name);
        if (FieldNames.TryFindPath(name, out var path))
            return Fields.TryFind(path, out var aliased)
                ? new FieldPlan(name, own, aliased, null, utf8)
                : new FieldPlan(name, own, null, Encoding.UTF8.GetBytes(path), utf8);
        return new FieldPlan(name, own, Fields.TryFind(name, out var known) ? known : null, null, utf8);
    }
}
