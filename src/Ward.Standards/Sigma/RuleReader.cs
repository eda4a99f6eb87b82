using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma;

/// <summary>Reads a detection document.</summary>
internal static class RuleReader
{
    internal static SigmaRule? Read(YamlMappingNode root, FieldReader fields)
    {
        if (root.TryFind("action", out var action))
        {
            fields.Error(action, "action", "documents that stand for themselves; collections by action are of Sigma 1", action.Text(), SigmaFault.Aggregation);
            return null;
        }

        var header = HeaderReader.Read(root, fields, "logsource", "detection");
        if (header.Status == SigmaStatus.Unsupported)
            fields.Error(root, "status", "a status other than unsupported, which says that the rule cannot be used", "unsupported", SigmaFault.Status);
        var source = LogSourceReader.Read(root, fields);
        if (fields.Map(root, "", "detection") is not { } detection) return null;
        var (selections, condition) = SelectionsReader.Read(detection, "detection", fields);
        return fields.Failed || condition is null ? null : new SigmaRule(header, source, selections, condition);
    }
}
