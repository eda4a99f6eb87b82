using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma;

/// <summary>Scalars and maps of a document, read without conversion.</summary>
internal static class YamlNodes
{
    internal static bool Has(this YamlMappingNode map, string name) => map.TryFind(name, out _);

    internal static bool TryFind(this YamlMappingNode map, string name, out YamlNode node)
    {
        foreach (var (key, value) in map.Children)
        {
            if (key is not YamlScalarNode scalar || scalar.Value != name) continue;
            node = value;
            return true;
        }

        node = null!;
        return false;
    }

    internal static string Text(this YamlNode node) => node is YamlScalarNode { Value: { } value } ? value : "";

    internal static bool IsNull(this YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" or "Null" or "NULL" };

    internal static bool? AsFlag(this YamlNode node) => node.Text() switch
    {
        "true" or "True" or "TRUE" or "yes" => true,
        "false" or "False" or "FALSE" or "no" => false,
        _ => null,
    };
}
