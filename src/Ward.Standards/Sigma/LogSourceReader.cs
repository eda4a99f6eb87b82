using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma;

/// <summary>Reads a log source; elements beside the three that are evaluated are the author's own (Sigma 2.1, logsource).</summary>
internal static class LogSourceReader
{
    internal static SigmaLogSource Read(YamlMappingNode root, FieldReader fields)
    {
        if (root.TryFind("logsource", out var node) && node is YamlMappingNode source)
            return new SigmaLogSource(Part(source, "category", fields), Part(source, "product", fields), Part(source, "service", fields));
        fields.Error(node ?? root, "logsource", "a map", fault: SigmaFault.LogSource);
        return new SigmaLogSource("", "", "");
    }

    private static string Part(YamlMappingNode source, string name, FieldReader fields) => fields.Text(source, "logsource.", name);
}
