using System.Globalization;
using System.Text;
using Ward.Ingest.Search.Language;

namespace Ward.Ingest.Search;

/// <summary>Whether an event fits a condition: what the language means, said plainly. Every store answers so; for hot paths it is too slow.</summary>
public static class EventMatch
{
    private static readonly FieldId[] Addresses = [Fields.SourceIp, Fields.DestinationIp, Fields.DeviceIp];

    public static bool Holds(Condition condition, Event e) => condition switch
    {
        Condition.Any => true,
        Condition.All all => all.Parts.All(p => Holds(p, e)),
        Condition.OneOf one => one.Parts.Any(p => Holds(p, e)),
        Condition.Not not => !Holds(not.Inner, e),
        Condition.Text text => TextMatch.Holds(text, Encoding.UTF8.GetString(e.Raw.Span)),
        Condition.Address address => Addresses.Any(a => e.TryGet(a, out var value) && ValueMatch.IsWithin(Encoding.UTF8.GetString(value), address.Networks)),
        Condition.Field { Name.Stamp: Stamp.Class } field => StampTexts.Fits(Stamp.Class, (int)e.Class, field.Test),
        Condition.Field { Name.Stamp: Stamp.Status } field => StampTexts.Fits(Stamp.Status, e.StatusId, field.Test),
        Condition.Field field => ValueOf(field.Name, e) is { } value && ValueMatch.Holds(field.Test, value),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType().Name}."),
    };

    /// <summary>The field's value as text, or null where the event has none.</summary>
    public static string? ValueOf(FieldName name, Event e) => name.Stamp switch
    {
        null => name.Known is { } known && e.TryGet(known, out var value) || e.TryGetUnmapped(Encoding.UTF8.GetBytes(name.Written), out value)
            ? Encoding.UTF8.GetString(value)
            : null,
        Stamp.Class => StampTexts.ClassName((int)e.Class),
        Stamp.Status => StampTexts.StatusName(e.StatusId),
        Stamp.Activity => e.Activity.ToString(CultureInfo.InvariantCulture),
        Stamp.Feed => e.Feed.Value,
        Stamp.Asset => e.Asset?.Value,
        Stamp.Decoder => e.Decoder,
        Stamp.Offset => e.Offset.ToString(CultureInfo.InvariantCulture),
        Stamp.Raw => Encoding.UTF8.GetString(e.Raw.Span),
        _ => throw new InvalidOperationException($"Unknown stamp {name.Stamp}."),
    };
}
