using Ward.Detect.Matching;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Standards.Sigma;

namespace Ward.Detect.Coverage;

/// <summary>
/// What can become of a rule's condition over events of one decoder and log source, when some of its fields are never there: true, false, or
/// either. Values are not reasoned about: a field that may be there may have any.
/// </summary>
internal sealed class Satisfiability(SigmaRule rule, DecoderReach decoder, LogSource source)
{
    private readonly SortedSet<string> absent = new(StringComparer.Ordinal);

    /// <summary>Fields of the rule that such events never have, once asked.</summary>
    internal IReadOnlyCollection<string> Absent => absent;

    internal bool CanBeTrue() => Of(rule.Condition) is not false;

    /// <summary>Null: either.</summary>
    private bool? Of(SigmaCondition condition) => condition switch
    {
        SigmaCondition.And(var left, var right) => AtLeast(2, [Of(left), Of(right)]),
        SigmaCondition.Or(var left, var right) => AtLeast(1, [Of(left), Of(right)]),
        SigmaCondition.Not(var inner) => !Of(inner),
        SigmaCondition.Selection(var name) => Selection(name),
        SigmaCondition.AtLeast(var count, var names) => AtLeast(count, [.. names.Select(Selection)]),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType()}."),
    };

    private bool? Selection(string name) => Of(rule.Selections.First(s => s.Name == name).Detection);

    private bool? Of(SigmaDetection detection) => detection switch
    {
        SigmaDetection.All(var parts) => AtLeast(parts.Count, [.. parts.Select(Of)]),
        SigmaDetection.Any(var parts) => AtLeast(1, [.. parts.Select(Of)]),
        SigmaDetection.Field field => Of(field),
        SigmaDetection.Keywords => null,
        _ => throw new InvalidOperationException($"Unknown detection {detection.GetType()}."),
    };

    private bool? Of(SigmaDetection.Field field)
    {
        if (MayBeThere(field.Name)) return null;
        absent.Add(field.Name);
        var ofAbsence = field.Tests.Count(t => t is SigmaTest.Null or SigmaTest.Exists { Present: false });
        return (field.Every ? ofAbsence == field.Tests.Count : ofAbsence > 0) != field.Negated;
    }

    private bool MayBeThere(string name)
    {
        if (decoder.IsOpen) return true;
        var plan = FieldPlan.For(name, source);
        return plan.Own is not null || plan.Known.Any(id => decoder.MaySet(Fields.PathOf(id))) || plan.Names.Any(n => decoder.MaySet(System.Text.Encoding.UTF8.GetString(n)));
    }

    private static bool? AtLeast(int count, bool?[] parts)
    {
        if (parts.Count(p => p == true) >= count) return true;
        return parts.Count(p => p != false) < count ? false : null;
    }
}
