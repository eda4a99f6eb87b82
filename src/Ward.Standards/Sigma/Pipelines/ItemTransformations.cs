namespace Ward.Standards.Sigma.Pipelines;

/// <summary>drop_detection_item.</summary>
internal sealed class DropItem : LeafTransformation
{
    protected override SigmaDetection? Map(SigmaDetection leaf, PipelineRun run, PipelineItem item) => null;
}

/// <summary>hashes_fields: a field of several hashes taken apart into one of each kind.</summary>
/// <param name="kinds">Upper case: MD5, SHA1 …</param>
/// <param name="prefix">Before the kind in the name of the field.</param>
/// <param name="withKind">False where the prefix alone is the name.</param>
internal sealed class SplitHashes(IReadOnlyList<string> kinds, string prefix, bool withKind) : LeafTransformation
{
    protected override SigmaDetection? Map(SigmaDetection leaf, PipelineRun run, PipelineItem item)
    {
        if (leaf is not SigmaDetection.Field field || !field.Tests.SelectMany(ValueText.Flat).All(t => t is SigmaTest.Text)) return leaf;
        var hashes = field.Tests.SelectMany(ValueText.Flat).Select(t => Read(ValueText.Of(t).Trim('*'))).Where(h => kinds.Contains(h.Kind)).ToLookup(h => h.Kind, h => h.Hash);
        if (hashes.Count == 0)
        {
            run.Refuse(item, $"a hash of one of the kinds {string.Join(", ", kinds)} in the field {field.Name}");
            return leaf;
        }

        List<SigmaDetection> made =
        [
            .. hashes.Select(h => field with { Name = prefix + (withKind ? h.Key : ""), Tests = [.. h.Select(t => new SigmaTest.Text(SigmaPattern.Literal(t), Cased: false))] }),
        ];
        return made is [var only] ? only : field.Negated || field.Every ? new SigmaDetection.All(made) : new SigmaDetection.Any(made);
    }

    private static (string Kind, string Hash) Read(string text) => text.Split('=', '|') switch
    {
        [var kind, var hash] => (kind.ToUpperInvariant(), hash),
        [var hash] => (hash.Length switch { 32 => "MD5", 40 => "SHA1", 64 => "SHA256", 128 => "SHA512", _ => "" }, hash),
        _ => ("", ""),
    };
}

/// <summary>value_placeholders and wildcard_placeholders.</summary>
/// <param name="wildcard">True to put a wildcard in their place; false for the pipeline's variables.</param>
internal sealed class FillPlaceholders(IReadOnlyList<string>? include, IReadOnlyList<string> exclude, bool wildcard) : Transformation
{
    internal override void Apply(PipelineRun run, PipelineItem item)
    {
        var before = run.Errors.Count;
        var filled = PlaceholderFiller.Fill(run.Rule, name => Values(name, run, item), run.Errors, leaf => item.Means(leaf, run));
        if (run.Errors.Count > before) run.Refuse(item, "values that fit their modifiers");
        else run.Replace(filled, item);
    }

    private IReadOnlyList<string>? Values(string name, PipelineRun run, PipelineItem item)
    {
        if ((include is not null && !include.Contains(name)) || exclude.Contains(name)) return null;
        if (wildcard) return ["*"];
        if (run.Pipeline.Variables.TryGetValue(name, out var values)) return values;
        run.Refuse(item, $"a variable '{name}' for the placeholder");
        return null;
    }
}
