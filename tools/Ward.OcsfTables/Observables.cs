using System.Globalization;
using System.Text.Json.Nodes;

namespace Ward.OcsfTables;

/// <summary>
/// What the schema marks as an observable: types, attributes, objects, and paths in a class. Their numbers are the values of
/// <c>observable.type_id</c>, which the source leaves to be filled in.
/// </summary>
internal sealed class Observables(Schema schema)
{
    private readonly SortedDictionary<int, string> captions = [];

    /// <summary>To be called with an item as its file has it, before it inherits.</summary>
    internal void See(Item item, string caption, string kind)
    {
        if (item.Observable is { } whole) Add(whole, caption);
        foreach (var (name, attribute) in item.Attributes)
            if (attribute!["observable"] is { } own) Add((int)own, $"{caption} {kind}: {name}");
        foreach (var (path, number) in item.ObservablePaths) Add((int)number!, $"{caption} {kind}: {path}");
    }

    internal void Fill()
    {
        foreach (var definition in schema.Types.Values.Concat(schema.Attributes.Values))
            if (definition["observable"] is { } own) Add((int)own, definition.Text("caption") ?? "");
        if (captions.Count == 0 || !schema.Objects.TryGetValue("observable", out var observable)) return;
        var type = observable.Attributes["type_id"] as JsonObject ?? throw new SchemaException("The object 'observable' has no type_id.");
        if (type["enum"] is null) type["enum"] = new JsonObject();
        foreach (var (number, caption) in captions)
            type["enum"]![number.ToString(CultureInfo.InvariantCulture)] = new JsonObject { ["caption"] = caption };
    }

    private void Add(int number, string caption)
    {
        if (!captions.TryAdd(number, caption)) throw new SchemaException($"Observable {number} is both '{captions[number]}' and '{caption}'.");
    }
}
