using System.Globalization;
using Ward.Detect.Indicators;
using Ward.Standards.Stix;
using Ward.Standards.Stix.Patterns;

namespace Ward.Intelligence;

/// <summary>
/// Indicators of STIX objects. A pattern that only names values (one comparison, or several joined by OR) becomes those values;
/// any other is weighed over events as it stands.
/// </summary>
internal sealed class StixFeedReader(FeedDraft draft)
{
    private readonly Dictionary<string, StixObject.Indicator> newest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tlp> markings = new(StringComparer.Ordinal);

    public void Take(BundleItem item)
    {
        switch (item)
        {
            case BundleItem.Refused refused: draft.Refuse(string.Create(CultureInfo.InvariantCulture, $"object {refused.Number}"), "", refused.Reason); break;
            case BundleItem.Read { Value: StixObject.Indicator indicator }:
                // Of several versions of one object the latest counts (STIX 2.1, 3.6).
                if (!newest.TryGetValue(indicator.Id, out var known) || !(indicator.Modified < known.Modified)) newest[indicator.Id] = indicator;
                break;
            case BundleItem.Read { Value: StixObject.Marking marking }: markings[marking.Id] = marking.Level; break;
            default: draft.Pass(); break;
        }
    }

    /// <summary>Once everything is taken: markings may stand behind what they mark.</summary>
    public void Finish()
    {
        draft.Drop(newest.Keys.ToHashSet(StringComparer.Ordinal));
        foreach (var indicator in newest.Values)
        {
            if (indicator.Revoked) continue;
            if (!indicator.PatternType.Equals("stix", StringComparison.OrdinalIgnoreCase)) draft.Pass();
            else
            {
                switch (PatternParser.Read(indicator.Pattern))
                {
                    case PatternReading.Read read: Add(indicator, read.Pattern); break;
                    case PatternReading.Refused refused: draft.Refuse(indicator.Id, indicator.Pattern, $"its pattern is not STIX: {refused.Error}"); break;
                    default: throw new InvalidOperationException("A pattern is read or refused.");
                }
            }
        }
    }

    private void Add(StixObject.Indicator indicator, StixPattern pattern)
    {
        Tlp? level = null;
        foreach (var id in indicator.Markings)
            if ((markings.TryGetValue(id, out var marked) || TlpNames.TryId(id, out marked)) && !(marked <= level)) level = marked;
        var label = indicator.Name ?? (indicator.Types.Count > 0 ? indicator.Types[0] : null);
        var confirmed = indicator.Modified ?? indicator.ValidFrom;
        var values = new List<(IndicatorType Type, string Text)>();
        if (!AreValues(pattern.Root, pattern, values))
        {
            draft.AddPattern(indicator.Id, indicator.Id, indicator.Pattern, indicator.Confidence, level, indicator.ValidFrom, indicator.ValidUntil, confirmed, label);
            return;
        }

        foreach (var (type, text) in values) draft.Add(indicator.Id, type, text, indicator.Id, indicator.Confidence, level, null, indicator.ValidFrom, indicator.ValidUntil, confirmed, label);
    }

    private static bool AreValues(ObservationExpression expression, StixPattern pattern, List<(IndicatorType, string)> values) => expression switch
    {
        ObservationExpression.Observed e => AreValues(pattern.Observed[e.Number], values),
        ObservationExpression.Or e => AreValues(e.Left, pattern, values) && AreValues(e.Right, pattern, values),
        _ => false,
    };

    private static bool AreValues(ComparisonExpression expression, List<(IndicatorType, string)> values)
    {
        switch (expression)
        {
            case ComparisonExpression.Or or: return or.Parts.All(p => AreValues(p, values));
            case ComparisonExpression.Test { Negated: false, Operator: PatternOperator.Equal or PatternOperator.In or PatternOperator.IsSubset } test when PatternValues.TypeOf(test.Path) is { } type:
                foreach (var value in test.Values)
                {
                    if (value is not PatternLiteral.Text { Value: var text }) return false;
                    if (test.Operator == PatternOperator.IsSubset && type != IndicatorType.Address) return false;
                    values.Add((PatternValues.TypeOf(type, text), text));
                }

                return true;
            default: return false;
        }
    }
}
