using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma.Pipelines;

/// <summary>Reads pipeline files; what it does not know it refuses by name, and then the whole file. Pure, thread-safe, never throws on any text.</summary>
public static class PipelineParser
{
    private const int MaxNesting = 8;

    /// <summary>The pipelines of the file's documents, those refused left out.</summary>
    /// <param name="file">The name that errors carry; no file is opened.</param>
    public static IReadOnlyList<SigmaPipeline> Read(string file, string text, ICollection<SigmaError> errors)
    {
        var pipelines = new List<SigmaPipeline>();
        var found = new List<SigmaError>();
        foreach (var chunk in YamlDocuments.Split(text))
        {
            if (YamlDocuments.Load(file, chunk, found) is not { } root) continue;
            var fields = new FieldReader(file, chunk.FirstLine, found);
            var pipeline = Read(root, fields);
            if (!fields.Failed) pipelines.Add(pipeline);
        }

        foreach (var error in found) errors.Add(error with { Fault = error.Fault == SigmaFault.Field ? SigmaFault.Pipeline : error.Fault });
        return pipelines;
    }

    internal static IReadOnlyList<PipelineItem> Items(ItemFields fields, string name)
    {
        var items = new List<PipelineItem>();
        if (fields.Path.Split("items[").Length > MaxNesting)
        {
            fields.Refuse(name, $"at most {MaxNesting} levels of nest", "");
            return items;
        }

        var maps = fields.Maps(name);
        for (var i = 0; i < maps.Count; i++)
            if (Item(new ItemFields(maps[i], $"{fields.Path}{name}[{i}].", fields.Reader)) is { } item) items.Add(item);
        return items;
    }

    private static SigmaPipeline Read(YamlMappingNode root, FieldReader reader)
    {
        var fields = new ItemFields(root, "", reader);
        foreach (var query in (string[])["postprocessing", "finalizers"])
            if (fields.Has(query)) fields.Refuse(query, "transformations alone: rules are matched here, no query is made of them", "");
        var priority = fields.Text("priority");
        if (!int.TryParse(priority.Length == 0 ? "0" : priority, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number))
            fields.Refuse("priority", "a whole number", priority);
        fields.Ask("allowed_backends");
        var variables = fields.Has("vars") ? fields.Mapping("vars") : new Dictionary<string, IReadOnlyList<string>>();
        var name = fields.Text("name");
        var pipeline = new SigmaPipeline(name.Length == 0 ? reader.File : name, number, variables) { Items = Items(fields, "transformations") };
        fields.RefuseOthers();
        return pipeline;
    }

    private static PipelineItem? Item(ItemFields fields)
    {
        var type = fields.Text("type", required: true);
        if (!TransformationTable.All.TryGetValue(type, out var make))
        {
            if (type.Length > 0) fields.Refuse("type", $"one of the transformations {string.Join(", ", TransformationTable.All.Keys)}", type);
            return null;
        }

        var transformation = make(fields);
        var item = new PipelineItem(
            fields.Text("id"), type, transformation ?? new Nest([]),
            GroupReader.Read(fields, "rule", ConditionTable.OfRules), GroupReader.Read(fields, "detection_item", ConditionTable.OfItems),
            GroupReader.Read(fields, "field_name", ConditionTable.OfNames));
        fields.RefuseOthers();
        return transformation is null ? null : item;
    }
}
