using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma;

/// <summary>Reads a search identifier: maps are AND, lists are OR, values without a field are keywords.</summary>
internal static class DetectionReader
{
    internal static SigmaDetection? Read(YamlNode node, string path, FieldReader fields)
    {
        switch (node)
        {
            case YamlMappingNode map:
                return Map(map, path, fields);
            case YamlSequenceNode list:
                return List(list, path, fields);
            case YamlScalarNode scalar when !scalar.IsNull():
                return Keywords([scalar], new Modifiers(), scalar, path, fields);
            default:
                fields.Error(node, path, "a map of fields, or a list of maps or keywords", fault: SigmaFault.Value);
                return null;
        }
    }

    private static SigmaDetection.All? Map(YamlMappingNode map, string path, FieldReader fields)
    {
        var parts = new List<SigmaDetection>();
        foreach (var (key, value) in map.Children)
            if (Item(key, value, path, fields) is { } part) parts.Add(part);
        if (map.Children.Count == 0) fields.Error(map, path, "at least one field");
        return parts.Count == 0 ? null : new SigmaDetection.All(parts);
    }

    private static SigmaDetection? List(YamlSequenceNode list, string path, FieldReader fields)
    {
        var parts = new List<SigmaDetection>();
        var words = new List<YamlScalarNode>();
        foreach (var node in list)
        {
            if (node is YamlScalarNode scalar && !scalar.IsNull()) words.Add(scalar);
            else if (node is YamlMappingNode map && Map(map, path, fields) is { } part) parts.Add(part);
            else if (node is not YamlMappingNode) fields.Error(node, path, "a map or a keyword", node.Text(), SigmaFault.Value);
        }

        if (words.Count > 0 && Keywords(words, new Modifiers(), list, path, fields) is { } keywords) parts.Add(keywords);
        if (!list.Any()) fields.Error(list, path, "at least one map or keyword");
        return parts.Count switch { 0 => null, 1 => parts[0], _ => new SigmaDetection.Any(parts) };
    }

    private static SigmaDetection? Item(YamlNode key, YamlNode value, string path, FieldReader fields)
    {
        var pieces = key.Text().Split('|');
        var name = pieces[0].Trim();
        var field = $"{path}.{key.Text()}";
        if (Modifiers.Read(pieces.AsSpan(1), out var refusal) is not { } modifiers)
        {
            fields.Error(key, field, refusal.Expected, refusal.Found, SigmaFault.Modifier, key.Text().IndexOf('|', StringComparison.Ordinal) + 1);
            return null;
        }

        var values = value switch
        {
            YamlScalarNode scalar => [scalar],
            YamlSequenceNode list when list.Any() && list.All(n => n is YamlScalarNode) => [.. list.Cast<YamlScalarNode>()],
            _ => (List<YamlScalarNode>)[],
        };
        if (values.Count == 0)
        {
            fields.Error(value, field, "a value or a list of values", fault: SigmaFault.Value);
            return null;
        }

        if (name.Length == 0) return Keywords(values, modifiers, key, field, fields);
        return Tests(values, modifiers, field, fields) is { } tests
            ? new SigmaDetection.Field(name, tests, modifiers.Every, modifiers.Negated, fields.Line(key)) { Column = FieldReader.Column(key) }
            : null;
    }

    private static SigmaDetection.Keywords? Keywords(
        IReadOnlyList<YamlScalarNode> values, Modifiers modifiers, YamlNode at, string path, FieldReader fields)
    {
        if (modifiers.Negated || modifiers.Kind is not (Modifiers.Test.Text or Modifiers.Test.Expression) || values.Any(v => v.IsNull()))
        {
            fields.Error(at, path, "a field name before these modifiers, or texts", fault: SigmaFault.Modifier);
            return null;
        }

        // A keyword is part of what is there, so both ends are open whatever else is asked.
        return Tests(values, modifiers with { Before = true, After = true }, path, fields) is { } tests
            ? new SigmaDetection.Keywords(tests, modifiers.Every, fields.Line(at)) { Column = FieldReader.Column(at) }
            : null;
    }

    private static List<SigmaTest>? Tests(IReadOnlyList<YamlScalarNode> values, Modifiers modifiers, string field, FieldReader fields)
    {
        var tests = new List<SigmaTest>();
        foreach (var value in values)
        {
            if (TestReader.Read(value.Text(), value.IsNull(), modifiers, out var expected) is { } test) tests.Add(test);
            else fields.Error(value, field, expected, value.Text(), modifiers.Kind == Modifiers.Test.Expression ? SigmaFault.Expression : SigmaFault.Value);
        }

        return tests.Count == values.Count ? tests : null;
    }
}
