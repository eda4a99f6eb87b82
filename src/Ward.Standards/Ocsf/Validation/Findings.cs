using System.Text.Json;
using Ward.Standards.Yaml;

namespace Ward.Standards.Ocsf.Validation;

/// <summary>The problems found so far, up to a number.</summary>
/// <param name="errorsOnly">Whether advice is left out.</param>
internal sealed class Findings(int most, bool errorsOnly)
{
    private readonly List<OcsfProblem> all = [];

    internal IReadOnlyList<OcsfProblem> All => all;

    internal bool IsFull => all.Count >= most;

    internal void Add(OcsfProblemKind kind, Place? place, string expected, string found)
    {
        if (!IsFull && !IsLeftOut(kind)) all.Add(new OcsfProblem(kind, place?.ToString() ?? "", expected, found));
    }

    internal void Add(OcsfProblemKind kind, Place? place, string expected, JsonElement found)
    {
        if (!IsFull && !IsLeftOut(kind)) Add(kind, place, expected, Shown(found));
    }

    private bool IsLeftOut(OcsfProblemKind kind) => errorsOnly && !OcsfProblem.IsErrorOf(kind);

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => Texts.TryRead(value, out var text) ? Printable.Quoted(text) : "a text that is not Unicode",
        JsonValueKind.Undefined or JsonValueKind.Null => "nothing",
        _ => value.GetRawText() is { Length: > 40 } raw ? raw[..40] + "…" : value.GetRawText(),
    };
}
