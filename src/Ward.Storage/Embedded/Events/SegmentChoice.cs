using System.Text;
using Ward.Ingest;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>Whether a segment can hold what is asked for, judged by its class and its token filter, without reading its events.</summary>
internal static class SegmentChoice
{
    public static bool MayHold(Condition condition, Segment segment, string filterFile) => condition switch
    {
        Condition.All all => all.Parts.All(p => MayHold(p, segment, filterFile)),
        Condition.OneOf one => one.Parts.Any(p => MayHold(p, segment, filterFile)),
        Condition.Text text => !segment.Sure || TokenFilter.MayHaveAll(filterFile, Tokens.Of(text, segment.Doubled)),
        Condition.Field { Name.Stamp: Stamp.Class } field => StampTexts.Fits(Stamp.Class, segment.Class, field.Test),
        Condition.Field { Name.Known: { } known } field when IsListed(field.Name, known, segment) => MayHaveValue(known, field.Test, filterFile),
        _ => true,
    };

    /// <summary>True where words within words are asked for and nothing else says where they could be: every line of the history has to be read.</summary>
    public static bool ReadsEverything(Condition where) => !Chooses(where) && HasTextWithin(where);

    private static bool Chooses(Condition condition) => condition switch
    {
        Condition.All all => all.Parts.Any(Chooses),
        Condition.OneOf one => one.Parts.All(Chooses),
        Condition.Text text => Tokens.Of(text).Count > 0,
        Condition.Field { Name.Stamp: Stamp.Class, Test: ValueTest.Equal } => true,
        Condition.Field { Name.Known: { } known, Test: ValueTest.Equal } => Layout.Filtered.Contains(known),
        _ => false,
    };

    private static bool HasTextWithin(Condition condition) => condition switch
    {
        Condition.All all => all.Parts.Any(HasTextWithin),
        Condition.OneOf one => one.Parts.Any(HasTextWithin),
        Condition.Not not => HasTextWithin(not.Inner),
        Condition.Text text => Tokens.Of(text).Count == 0,
        _ => false,
    };

    private static bool IsListed(FieldName name, FieldId known, Segment segment) =>
        Layout.Filtered.Contains(known) && segment.RestNames is { } rest && !rest.Contains(name.Written, StringComparer.Ordinal)
        && (segment.Twins?.GetValueOrDefault(name.Written) ?? []).All(n => n == Layout.Column(known) - Layout.FirstOwn);

    private static bool MayHaveValue(FieldId field, ValueTest test, string filterFile) => test switch
    {
        ValueTest.Equal equal => TokenFilter.MayHaveAll(filterFile, [Tokens.OfValue(Layout.Column(field), Encoding.UTF8.GetBytes(Words.Fold(equal.Value)))]),
        ValueTest.In list => list.Tests.Any(t => MayHaveValue(field, t, filterFile)),
        _ => true,
    };
}
