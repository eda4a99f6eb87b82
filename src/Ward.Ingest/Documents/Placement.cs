using Ward.Standards.Ocsf;

namespace Ward.Ingest.Documents;

/// <summary>A field of the event and where it goes: the attributes along its path, or none where it has no place.</summary>
/// <param name="Element">The element of the outermost array of objects on the path; 0 where there is none.</param>
internal sealed record Placement(string Path, string Text, IReadOnlyList<OcsfAttribute> Along, int Element = 0)
{
    /// <summary>The index in <see cref="Along"/> of the outermost array of objects; -1 where there is none.</summary>
    internal int ArrayAt { get; } = FirstArray(Along);

    internal bool HasPlace => Along.Count > 0;

    /// <summary>Deeper paths have no place: a process may have a parent without end.</summary>
    private const int Longest = 16;

    /// <summary>Nothing along it where the path leads nowhere, ends at an object, or the text does not fit.</summary>
    internal static Placement Of(OcsfItem root, string path, string text)
    {
        var along = new List<OcsfAttribute>();
        OcsfItem? item = root;
        foreach (var part in path.Split('.'))
        {
            if (item is null || along.Count == Longest || !item.Attributes.TryGetValue(part, out var attribute)) return new Placement(path, text, []);
            along.Add(attribute);
            item = attribute.Nested;
        }

        return item is null && DocumentValue.Of(along[^1], text) is not null ? new Placement(path, text, along) : new Placement(path, text, []);
    }

    private static int FirstArray(IReadOnlyList<OcsfAttribute> along)
    {
        for (var i = 0; i < along.Count; i++)
            if (along[i] is { IsArray: true, Nested: not null }) return i;
        return -1;
    }
}
