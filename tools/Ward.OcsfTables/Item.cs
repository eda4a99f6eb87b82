using System.Text.Json.Nodes;

namespace Ward.OcsfTables;

/// <summary>A class or object as its file has it, includes resolved, patches of extensions laid over it.</summary>
internal sealed class Item(string name, JsonObject source, Extension? extension)
{
    internal string Name => name;

    internal Extension? Extension => extension;

    internal string? Extends { get; } = source.Text("extends");

    internal int? Uid { get; } = (int?)source["uid"];

    internal string? Category { get; } = source.Text("category");

    internal string? Caption { get; } = source.Text("caption");

    internal string? DeprecatedSince { get; } = source.Object("@deprecated").Text("since");

    internal JsonNode? Constraints { get; set; } = source["constraints"]?.DeepClone();

    internal int? Observable { get; } = (int?)source["observable"];

    internal JsonObject ObservablePaths { get; } = source.Object("observables");

    internal SortedSet<string> Profiles { get; } = new(StringComparer.Ordinal);

    internal JsonObject Attributes { get; set; } = [];
}
