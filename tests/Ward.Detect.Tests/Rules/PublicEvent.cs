using System.Text;
using System.Text.Json;
using Ward.Ingest;

namespace Ward.Detect.Tests.Rules;

/// <summary>A line of the public material: members under their names, those of objects under their path, the first of an array; product, category and service are its log source.</summary>
internal sealed record PublicEvent(string Line, IReadOnlyList<(string Name, string Value)> Members, LogSource Source)
{
    internal static PublicEvent Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var all = Flat("", document.RootElement).ToList();
        string Of(string name) => all.LastOrDefault(m => m.Name == name).Value ?? "";
        return new PublicEvent(line, [.. all.Where(m => m.Name is not ("product" or "category" or "service"))], new LogSource(Of("category"), Of("product"), Of("service")));
    }

    /// <summary>What the oracle looks at: the first of each name.</summary>
    internal IReadOnlyDictionary<string, string> Fields => Members.DistinctBy(m => m.Name).ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);

    internal Event On(Lines lines)
    {
        var e = lines.At(0, Line).Is(EventClass.Base, 0, 0, Source);
        foreach (var (name, value) in Members) e.SetUnmapped(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
        return e.Event;
    }

    private static IEnumerable<(string Name, string Value)> Flat(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => Flat(path.Length == 0 ? m.Name : $"{path}.{m.Name}", m.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(v => Flat(path, v)),
        JsonValueKind.String => [(path, value.GetString()!)],
        _ => [(path, value.GetRawText())],
    };
}
