using System.Text.Json;

namespace Ward.Standards.OpenC2.Writing;

internal static class ResponseWriter
{
    public static byte[] Print(OpenC2Response response) => JsonOut.Print(json => Write(json, response));

    public static void Write(Utf8JsonWriter json, OpenC2Response response)
    {
        json.WriteStartObject();
        json.WriteNumber("status", response.Status);
        JsonOut.Maybe(json, "status_text", response.StatusText);
        if (response.Results is { } results)
            WriteResults(json, results);
        json.WriteEndObject();
    }

    private static void WriteResults(Utf8JsonWriter json, OpenC2Results results)
    {
        json.WriteStartObject("results");
        WriteNames(json, "versions", results.Versions);
        WriteNames(json, "profiles", results.Profiles);
        if (results.Pairs is { } pairs)
        {
            json.WriteStartObject("pairs");
            foreach (var (action, targets) in pairs)
                WriteNames(json, action.Name(), targets);
            json.WriteEndObject();
        }
        if (results.RateLimit is { } rate)
            json.WriteNumber("rate_limit", rate);
        if (results.Slpf is { } slpf)
        {
            json.WriteStartObject("slpf");
            JsonOut.Maybe(json, "rule_number", slpf.RuleNumber);
            json.WriteEndObject();
        }
        foreach (var extension in results.Extensions)
            JsonOut.Raw(json, extension.Profile, extension.Json);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IReadOnlyList<string>? values)
    {
        if (values is null)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
