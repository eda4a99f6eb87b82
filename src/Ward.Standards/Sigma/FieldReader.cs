using Ward.Standards.Yaml;
using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma;

/// <summary>Reads the fields of one document; whatever does not fit becomes an error at its line.</summary>
internal sealed class FieldReader(string file, int firstLine, List<SigmaError> errors)
{
    private readonly int before = errors.Count;

    internal string File => file;

    /// <summary>True where this document has an error: it is then refused whole.</summary>
    internal bool Failed => errors.Count > before;

    internal int Line(YamlNode node) => firstLine + Math.Max((int)node.Start.Line, 1) - 1;

    internal static int Column(YamlNode node) => Math.Max((int)node.Start.Column, 1);

    internal void Error(YamlNode at, string field, string expected, string found = "", SigmaFault fault = SigmaFault.Field, int shift = 0) =>
        errors.Add(new SigmaError(file, Line(at), field, expected, Cut(found)) { Column = Column(at) + shift, Fault = fault });

    internal void RefuseUnknown(YamlMappingNode map, string prefix, params ReadOnlySpan<string> known)
    {
        foreach (var (key, _) in map.Children)
        {
            if (known.Contains(key.Text())) continue;
            var meant = Nearest.To(key.Text(), known.ToArray());
            Error(key, prefix + key.Text(), $"one of the fields {string.Join(", ", known)}{(meant is null ? "" : $" (meant is perhaps {meant})")}", key.Text());
        }
    }

    internal string Text(YamlMappingNode map, string prefix, string name, bool required = false)
    {
        if (!map.TryFind(name, out var node))
        {
            if (required) Error(map, prefix + name, "a text");
            return "";
        }

        if (node is YamlScalarNode { Value: { } value } && (value.Length > 0 || !required)) return value.Trim();
        Error(node, prefix + name, "a text");
        return "";
    }

    /// <summary>A list of texts, or a single one; empty where the field is absent.</summary>
    internal IReadOnlyList<string> Texts(YamlMappingNode map, string prefix, string name)
    {
        if (!map.TryFind(name, out var node)) return [];
        switch (node)
        {
            case YamlScalarNode { Value: { Length: > 0 } single }:
                return [single];
            case YamlSequenceNode list when list.All(n => n is YamlScalarNode { Value.Length: > 0 }):
                return [.. list.Select(n => n.Text())];
            default:
                Error(node, prefix + name, "a list of texts");
                return [];
        }
    }

    /// <summary>What people are told but nothing depends on: a text or the texts of a list, anything else left out without an error.</summary>
    internal static IReadOnlyList<string> Loose(YamlMappingNode map, string name) => !map.TryFind(name, out var node) ? [] : node switch
    {
        YamlScalarNode { Value: { Length: > 0 } single } => [single.Trim()],
        YamlSequenceNode list => [.. list.Select(n => n.Text().Trim()).Where(t => t.Length > 0)],
        _ => [],
    };

    internal bool Flag(YamlMappingNode map, string prefix, string name)
    {
        if (!map.TryFind(name, out var node)) return false;
        if (node.AsFlag() is { } flag) return flag;
        Error(node, prefix + name, "true or false", node.Text());
        return false;
    }

    internal YamlMappingNode? Map(YamlMappingNode map, string prefix, string name)
    {
        if (map.TryFind(name, out var node) && node is YamlMappingNode found) return found;
        Error(node ?? map, prefix + name, "a map");
        return null;
    }

    internal static string Cut(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
