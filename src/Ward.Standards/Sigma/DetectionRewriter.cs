namespace Ward.Standards.Sigma;

/// <summary>Makes a rule over from its fields and keywords; what becomes empty is left out.</summary>
internal static class DetectionRewriter
{
    /// <summary>
    /// The rule with each <see cref="SigmaDetection.Field"/> and <see cref="SigmaDetection.Keywords"/> replaced by what the function makes of it,
    /// null to leave it out; null where a selection is left with nothing.
    /// </summary>
    internal static SigmaRule? Map(SigmaRule rule, Func<SigmaDetection, SigmaDetection?> leaf)
    {
        var selections = new List<SigmaSelection>();
        foreach (var selection in rule.Selections)
        {
            if (Map(selection.Detection, leaf) is not { } detection) return null;
            selections.Add(selection with { Detection = detection });
        }

        return rule with { Selections = selections };
    }

    internal static IEnumerable<SigmaDetection> Leaves(SigmaDetection detection) => detection switch
    {
        SigmaDetection.All(var parts) => parts.SelectMany(Leaves),
        SigmaDetection.Any(var parts) => parts.SelectMany(Leaves),
        _ => [detection],
    };

    internal static IEnumerable<SigmaDetection> Leaves(SigmaRule rule) => rule.Selections.SelectMany(s => Leaves(s.Detection));

    private static SigmaDetection? Map(SigmaDetection detection, Func<SigmaDetection, SigmaDetection?> leaf)
    {
        switch (detection)
        {
            case SigmaDetection.All(var parts):
                var all = parts.Select(p => Map(p, leaf)).OfType<SigmaDetection>().ToList();
                return all.Count == 0 ? null : new SigmaDetection.All(all);
            case SigmaDetection.Any(var parts):
                var any = parts.Select(p => Map(p, leaf)).OfType<SigmaDetection>().ToList();
                return any.Count == 0 ? null : new SigmaDetection.Any(any);
            default:
                return leaf(detection);
        }
    }
}
