using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma.Pipelines;

/// <summary>Reads the conditions of one kind: a list, or a map of names for an expression over them.</summary>
internal static class GroupReader
{
    /// <param name="kind">rule, detection_item or field_name: the fields' names begin with it.</param>
    internal static ConditionGroup<T> Read<T>(ItemFields fields, string kind, IReadOnlyDictionary<string, Func<ItemFields, T?>> table)
        where T : class
    {
        var (list, expression) = ($"{kind}_conditions", $"{kind}_cond_expr");
        var link = fields.Word($"{kind}_cond_op", ["and", "or"]);
        var negated = fields.Flag($"{kind}_cond_not");
        var text = fields.Text(expression);
        var conditions = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, map, path) in Maps(fields, list))
        {
            var inner = new ItemFields(map, path, fields.Reader);
            var type = inner.Text("type", required: true);
            if (!table.TryGetValue(type, out var make))
            {
                if (type.Length > 0) inner.Refuse("type", $"one of the conditions {string.Join(", ", table.Keys)}", type);
                continue;
            }

            if (make(inner) is { } condition) conditions[name] = condition;
            inner.RefuseOthers();
        }

        if (text.Length == 0)
            return new ConditionGroup<T>(conditions, Linked([.. conditions.Keys], link == "and"), negated);
        if (fields.Has($"{kind}_cond_op")) fields.Refuse(expression, $"either {expression} or {kind}_cond_op", text);
        if (ConditionParser.Parse(text, [.. conditions.Keys], out var refusal) is { } parsed) return new ConditionGroup<T>(conditions, parsed, negated);
        fields.Refuse(expression, refusal.Expected, refusal.Found);
        return new ConditionGroup<T>(conditions, null, negated);
    }

    private static IEnumerable<(string Name, YamlMappingNode Map, string Path)> Maps(ItemFields fields, string list)
    {
        if (!fields.Has(list) || !fields.Map.TryFind(list, out var node)) yield break;
        if (node is YamlMappingNode named)
        {
            foreach (var (key, value) in named.Children)
                if (value is YamlMappingNode map) yield return (key.Text(), map, $"{fields.Path}{list}.{key.Text()}.");
                else fields.Reader.Error(value, $"{fields.Path}{list}.{key.Text()}", "a map", fault: SigmaFault.Pipeline);
            yield break;
        }

        var maps = fields.Maps(list);
        for (var i = 0; i < maps.Count; i++) yield return (i.ToString(CultureInfo.InvariantCulture), maps[i], $"{fields.Path}{list}[{i}].");
    }

    private static SigmaCondition.AtLeast? Linked(IReadOnlyList<string> names, bool all) => names.Count == 0 ? null : new SigmaCondition.AtLeast(all ? names.Count : 1, names);
}
