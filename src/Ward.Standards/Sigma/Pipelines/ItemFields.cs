using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma.Pipelines;

/// <summary>The fields of one transformation or condition of a pipeline; what nobody asked for is refused by <see cref="RefuseOthers"/>.</summary>
internal sealed class ItemFields(YamlMappingNode map, string path, FieldReader fields)
{
    private readonly HashSet<string> asked = ["type"];

    internal YamlMappingNode Map => map;

    internal string Path => path;

    internal FieldReader Reader => fields;

    internal bool Has(string name)
    {
        asked.Add(name);
        return map.Has(name);
    }

    internal string Text(string name, bool required = false)
    {
        asked.Add(name);
        return fields.Text(map, path, name, required);
    }

    /// <summary>As <see cref="Text"/>, but null for YAML's null, and nothing trimmed.</summary>
    internal string? Value(string name)
    {
        asked.Add(name);
        if (map.TryFind(name, out var node) && node is YamlScalarNode) return node.IsNull() ? null : node.Text();
        fields.Error(map, path + name, "a value", fault: SigmaFault.Pipeline);
        return null;
    }

    internal IReadOnlyList<string> Texts(string name, bool required = false)
    {
        asked.Add(name);
        var texts = fields.Texts(map, path, name);
        if (required && texts.Count == 0 && !fields.Failed) fields.Error(map, path + name, "a list of texts", fault: SigmaFault.Pipeline);
        return texts;
    }

    internal bool Flag(string name)
    {
        asked.Add(name);
        return fields.Flag(map, path, name);
    }

    /// <summary>One of the words; the first where nothing is stated.</summary>
    internal string Word(string name, IReadOnlyList<string> words)
    {
        var word = Text(name);
        if (word.Length == 0 || words.Contains(word)) return word.Length == 0 ? words[0] : word;
        Refuse(name, string.Join(", ", words), word);
        return words[0];
    }

    internal Regex? Expression(string name) => Expression(Value(name) ?? "", name);

    internal Regex? Expression(string text, string name)
    {
        if (ExpressionReader.ReadAny(text, RegexOptions.CultureInvariant, out var expected) is { } regex) return ExpressionReader.Linear(regex) ?? regex;
        Refuse(name, expected, text);
        return null;
    }

    /// <summary>A map of texts to a text or several.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Mapping(string name)
    {
        asked.Add(name);
        var mapping = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (fields.Map(map, path, name) is not { } inner) return mapping;
        foreach (var (key, _) in inner.Children) mapping[key.Text()] = fields.Texts(inner, $"{path}{name}.", key.Text());
        return mapping;
    }

    internal IReadOnlyList<YamlMappingNode> Maps(string name)
    {
        asked.Add(name);
        if (!map.TryFind(name, out var node)) return [];
        if (node is YamlSequenceNode list && list.All(n => n is YamlMappingNode)) return [.. list.Cast<YamlMappingNode>()];
        fields.Error(node, path + name, "a list of maps", fault: SigmaFault.Pipeline);
        return [];
    }

    internal void Refuse(string name, string expected, string found) =>
        fields.Error(map.TryFind(name, out var node) ? node : map, path + name, expected, found, SigmaFault.Pipeline);

    internal void Ask(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) asked.Add(name);
    }

    internal void RefuseOthers() => fields.RefuseUnknown(map, path, [.. asked]);
}
