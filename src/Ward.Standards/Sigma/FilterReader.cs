using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma;

/// <summary>Reads a filter document.</summary>
internal static class FilterReader
{
    internal static SigmaFilter? Read(YamlMappingNode root, FieldReader fields)
    {
        var header = HeaderReader.Read(root, fields, "logsource", "filter");
        var source = LogSourceReader.Read(root, fields);
        if (fields.Map(root, "", "filter") is not { } filter) return null;
        var rules = Rules(filter, fields);
        var (selections, condition) = SelectionsReader.Read(filter, "filter", fields, "rules");
        return fields.Failed || condition is null ? null : new SigmaFilter(header, source, rules, selections, condition);
    }

    /// <summary>The names; none for 'any'.</summary>
    private static IReadOnlyList<string> Rules(YamlMappingNode filter, FieldReader fields)
    {
        var rules = fields.Texts(filter, "filter.", "rules");
        if (rules is ["any"] && filter.TryFind("rules", out var node) && node is YamlScalarNode) return [];
        if (rules.Count == 0 && !fields.Failed) fields.Error(filter, "filter.rules", "a list of ids or names of rules, or the word any", fault: SigmaFault.Filter);
        return rules;
    }
}
