namespace Ward.Standards.Sigma.Pipelines;

/// <summary>Gives fields other names: in detections, in references to fields, and in the list that the analyst is shown.</summary>
/// <param name="names">The names that take one's place, each of which may hold the value; null to leave it as it is.</param>
internal sealed class FieldNameTransformation(Func<string, IReadOnlyList<string>?> names) : LeafTransformation
{
    /// <summary>Marks fields that were given a name, for strict_field_mapping_failure.</summary>
    internal const string Mapped = " mapped";

    internal override void Apply(PipelineRun run, PipelineItem item)
    {
        base.Apply(run, item);
        var header = run.Rule.Header;
        run.Replace(run.Rule with { Header = header with { Fields = [.. header.Fields.SelectMany(f => item.MeansName(f, null, run) ? names(f) ?? [f] : [f])] } }, item);
    }

    internal override void ApplyToNames(PipelineRun run, PipelineItem item)
    {
        foreach (var (asked, now) in run.Names!.ToList())
            run.Names![asked] = [.. now.SelectMany(n => item.MeansName(n, null, run) && names(n) is { Count: > 0 } others ? others : [n]).Distinct(StringComparer.Ordinal)];
    }

    protected override SigmaDetection? Map(SigmaDetection leaf, PipelineRun run, PipelineItem item)
    {
        if (leaf is not SigmaDetection.Field field) return leaf;
        field = field with { Tests = [.. field.Tests.Select(t => Reference(t, run, item))] };
        if (names(field.Name) is not { Count: > 0 } others) return field;
        IReadOnlyList<SigmaDetection> made = [.. others.Select(n => field with { Name = n, Applied = field.Applied.Add(Mapped) })];
        // That none of several fields has the value is that each of them has it not.
        return made is [var only] ? only : field.Negated ? new SigmaDetection.All(made) : new SigmaDetection.Any(made);
    }

    private SigmaTest Reference(SigmaTest test, PipelineRun run, PipelineItem item) =>
        test is SigmaTest.SameAs same && item.MeansName(same.Field, null, run) && names(same.Field) is { Count: > 0 } others
            ? others.Count == 1 ? same with { Field = others[0] } : new SigmaTest.OneOf([.. others.Select(o => same with { Field = o })])
            : test;
}
