using System.Globalization;
using System.Net;
using System.Text;
using Ward.City;
using Ward.Detect.Explaining;
using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Testing;

/// <summary>Changes one field of an event so that one condition item of a rule, which was true, is not. Not thread-safe.</summary>
/// <param name="names">Fields beside the rule's own that <see cref="WithAnother"/> may change; null for none.</param>
internal sealed class Mutator(SigmaRule rule, TimeZoneInfo zone, IEnumerable<string>? names = null)
{
    private const string LocalWeekday = "local_weekday";

    /// <summary>A day of which a letter was changed is none, so all of them are tried.</summary>
    private static readonly string?[] Weekdays = [.. Enum.GetNames<DayOfWeek>().Select(d => d.ToLowerInvariant())];

    private readonly EventView view = new([rule], names ?? [], zone);

    /// <summary>Whether the rule looks at the event and the item is true of it.</summary>
    internal bool IsTrue(Event e, ConditionItem item)
    {
        if (!e.LogSource.Answers(rule.LogSource.Category, rule.LogSource.Product, rule.LogSource.Service)) return false;
        view.Begin(e);
        return Holds(item) != item.Negated;
    }

    /// <summary>The changed event, apart from the given one, of which the item is true; null where no change was found that makes it untrue.</summary>
    internal Mutant? MakeUntrue(Event e, ConditionItem item)
    {
        view.Begin(e);
        var was = !item.Negated;
        if (item.Field is null) return WithoutWord(e, item);
        var value = Value(item.Field);
        var path = Path(item.Field);
        var candidates = item.Field == LocalWeekday ? Weekdays : [.. Contraries.Of(item.Test, value, was, Value).Distinct()];
        foreach (var candidate in candidates)
        {
            if (candidate == value || !TrySet(e, item.Field, candidate, out var made)) continue;
            view.Begin(made);
            var turned = Holds(item) != was;
            view.Begin(e);
            if (turned) return new Mutant(made, path, value, candidate);
        }

        return null;
    }

    /// <summary>
    /// The event with another value of one of the names, as like its own as can be: an address so many further on, else the number written behind it. Null where it cannot have it.
    /// </summary>
    /// <param name="number">1 or more.</param>
    internal Event? WithAnother(Event e, string field, int number)
    {
        view.Begin(e);
        var value = Value(field) + number.ToString(CultureInfo.InvariantCulture);
        if (IPAddress.TryParse(Value(field), out var address))
        {
            var bytes = address.GetAddressBytes();
            bytes[^1] += (byte)number;
            value = new IPAddress(bytes).ToString();
        }

        return TrySet(e, field, value, out var made) ? made : null;
    }

    private bool Holds(ConditionItem item) => item.Field is { } field ? view.Holds(item.Test, field) : view.HoldsAnywhere(item.Test, out _);

    private string? Value(string field) => view.TryGet(field, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>The name under which the event at hand has the field, or would have it.</summary>
    private string Path(string field) => view.Has(field) ? view.PathOf(field) : view.NamesOf(field)[0];

    /// <param name="e">The event at hand.</param>
    private bool TrySet(Event e, string field, string? value, out Event made)
    {
        var path = Path(field);
        var builder = new EventBuilder().Copy(e, view.SlotsOf(field).ToHashSet());
        made = builder.Event;
        if (view.IsStamp(field)) return TryStamp(builder, field, value);
        if (value is null) return true;
        if (Fields.TryFind(path, out var id)) builder.Set(id, value);
        else builder.SetUnmapped(Encoding.UTF8.GetBytes(path), Encoding.UTF8.GetBytes(value));
        return true;
    }

    private bool TryStamp(EventBuilder builder, string field, string? value)
    {
        var e = builder.Event;
        var isNumber = int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        switch (field)
        {
            case "asset":
                builder.Of(value is null ? null : new AssetId(value));
                return true;
            case "time" when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time):
                builder.At(time);
                return true;
            case "local_time" when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var shown):
                builder.At(Moment(shown.DateTime));
                return true;
            case LocalWeekday when Enum.TryParse<DayOfWeek>(value, ignoreCase: true, out var day):
                var local = TimeZoneInfo.ConvertTime(e.Time, zone).DateTime;
                builder.At(Moment(local.AddDays(day - local.DayOfWeek)));
                return true;
            case "status_id" when isNumber:
                builder.Is(e.Class, e.Activity, number, e.LogSource);
                return true;
            case "activity_id" when isNumber:
                builder.Is(e.Class, number, e.StatusId, e.LogSource);
                return true;
            case "class_uid" when isNumber:
                builder.Is((EventClass)number, e.Activity, e.StatusId, e.LogSource);
                return true;
            default:
                return false;
        }
    }

    /// <summary>When the city's clocks show this.</summary>
    private DateTimeOffset Moment(DateTime local) => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();

    private Mutant? WithoutWord(Event e, ConditionItem item)
    {
        var all = Enumerable.Range(0, e.FieldCount).ToHashSet();
        var builder = new EventBuilder().Copy(e, all);
        foreach (var slot in all.Order())
        {
            var value = Encoding.UTF8.GetBytes(Contraries.Broken(item.Test, Encoding.UTF8.GetString(e.ValueAt(slot))));
            if (e.FieldAt(slot) is var id && id != FieldId.Unmapped) builder.Set(id, value);
            else builder.SetUnmapped(e.NameAt(slot), value);
        }

        view.Begin(builder.Over(Encoding.UTF8.GetBytes(Contraries.Broken(item.Test, Encoding.UTF8.GetString(e.Raw.Span)))).Event);
        return Holds(item) ? null : new Mutant(builder.Event, "every field and the line", null, null);
    }
}
