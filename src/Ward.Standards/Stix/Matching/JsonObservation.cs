using System.Text.Json;
using Ward.Standards.Json;
using Ward.Standards.Stix.Patterns;

namespace Ward.Standards.Stix.Matching;

/// <summary>The objects of one observed-data, out of the JSON bundle that holds them all.</summary>
public sealed class JsonObservation : IObservedObjects
{
    private const int MostValues = 10_000;
    private readonly Dictionary<string, JsonElement> byId = new(StringComparer.Ordinal);
    private readonly List<JsonElement> own = [];

    private JsonObservation(JsonElement bundle, JsonElement observed)
    {
        foreach (var item in bundle.Items("objects"))
            if (item.Text("id") is { } id) byId[id] = item;
        foreach (var id in observed.Texts("object_refs"))
            if (byId.TryGetValue(id, out var item)) own.Add(item);
    }

    public int Count => own.Count;

    /// <summary>Every observation of a bundle; those without readable times are left out.</summary>
    public static IEnumerable<StixObservation> Of(JsonElement bundle)
    {
        foreach (var item in bundle.Items("objects"))
        {
            if (item.Text("type") != "observed-data" || item.Moment("first_observed") is not { } first || item.Moment("last_observed") is not { } last || last < first) continue;
            var times = Math.Clamp(item.Whole("number_observed") ?? 1, 1, PatternParser.MostRepeats);
            yield return new StixObservation(first, last, (int)times, new JsonObservation(bundle, item));
        }
    }

    public string TypeOf(int number) => own[number].Text("type") ?? "";

    public void Read(int number, ObjectPath path, ICollection<StixValue> values) => Read(own[number], path.Steps, 0, "", values);

    private void Read(JsonElement at, IReadOnlyList<PathStep> steps, int step, string name, ICollection<StixValue> values)
    {
        if (values.Count >= MostValues) return;
        if (step == steps.Count)
        {
            if (ValueOf(at, name) is { } value) values.Add(value);
            return;
        }

        switch (steps[step])
        {
            case PathStep.Property property:
                if (Refers(name, at) is { } id)
                {
                    if (byId.TryGetValue(id, out var other)) Read(other, steps, step, "", values);
                    return;
                }

                if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(property.Name, out var field)) Read(field, steps, step + 1, property.Name, values);
                return;
            case PathStep.Place place when at.ValueKind == JsonValueKind.Array:
                var length = at.GetArrayLength();
                if (place.Index is { } index)
                {
                    if (index < 0) index += length;
                    if (index >= 0 && index < length) Read(at[(int)index], steps, step + 1, name, values);
                    return;
                }

                foreach (var item in at.EnumerateArray()) Read(item, steps, step + 1, name, values);
                return;
        }
    }

    private static string? Refers(string name, JsonElement at) =>
        at.ValueKind == JsonValueKind.String && (name.EndsWith("_ref", StringComparison.Ordinal) || name.EndsWith("_refs", StringComparison.Ordinal)) && JsonFields.TryText(at, out var id) ? id : null;

    private static StixValue? ValueOf(JsonElement at, string name) => at.ValueKind switch
    {
        JsonValueKind.String when JsonFields.TryText(at, out var text) =>
            name.EndsWith("_hex", StringComparison.Ordinal) && Binaries.TryHex(text, out var hex) ? new StixValue.Binary(hex)
            : name.EndsWith("_bin", StringComparison.Ordinal) && Binaries.TryBase64(text, out var bytes) ? new StixValue.Binary(bytes)
            : new StixValue.Text(text),
        JsonValueKind.Number when at.TryGetDouble(out var number) => new StixValue.Number(number),
        JsonValueKind.True => new StixValue.Flag(true),
        JsonValueKind.False => new StixValue.Flag(false),
        JsonValueKind.Null => new StixValue.Nothing(),
        _ => null,
    };
}
