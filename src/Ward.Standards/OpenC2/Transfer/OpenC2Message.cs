using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Ward.Standards.OpenC2.Reading;
using Ward.Standards.OpenC2.Writing;

namespace Ward.Standards.OpenC2.Transfer;

/// <summary>
/// The envelope of OpenC2 over HTTPS 1.1 (Committee Specification 01, section 3.3.2): one request or one response.
/// A notification or a signature is refused: nothing here understands them.
/// </summary>
/// <param name="RequestId">Correlates request and response; empty where the sender gave none.</param>
/// <param name="Request">The command, or null in a response.</param>
/// <param name="Response">The response, or null in a request.</param>
public sealed record OpenC2Message(string RequestId, DateTimeOffset? Created, string? From, OpenC2Command? Request, OpenC2Response? Response)
{
    /// <summary>Section 3.2.2.</summary>
    public const string Path = "/.well-known/openc2";

    /// <summary>Section 3.3.1.</summary>
    public const string ContentType = "application/openc2+json";

    /// <summary>With the version parameter that section 3.3.1 asks for.</summary>
    public const string ContentTypeWithVersion = "application/openc2+json;version=1.0";

    public static bool TryRead(ReadOnlyMemory<byte> utf8, OpenC2Vocabulary vocabulary, [NotNullWhen(true)] out OpenC2Message? message, out string reason) =>
        JsonEntry.TryRead(utf8, vocabulary, Read, out message, out reason);

    public byte[] Print() => JsonOut.Print(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("headers");
        json.WriteString("request_id", RequestId);
        JsonOut.Maybe(json, "created", Created?.ToUnixTimeMilliseconds());
        JsonOut.Maybe(json, "from", From);
        json.WriteEndObject();
        json.WriteStartObject("body");
        json.WriteStartObject("openc2");
        json.WritePropertyName(Request is null ? "response" : "request");
        if (Request is { } command)
            CommandWriter.Write(json, command);
        else
            ResponseWriter.Write(json, Response ?? throw new InvalidOperationException("a message is a request or a response"));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static OpenC2Message? Read(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "message"))
            return null;
        var headers = (Id: "", Created: (DateTimeOffset?)null, From: (string?)null);
        OpenC2Command? request = null;
        OpenC2Response? response = null;
        foreach (var member in e.EnumerateObject())
        {
            if (member.Name == "headers")
                headers = ReadHeaders(r, member.Value);
            else if (member.Name == "body")
                (request, response) = ReadBody(r, member.Value);
            else
                r.Unknown("message", member.Name);
            if (r.Failed)
                return null;
        }
        return request is null && response is null
            ? r.Refuse<OpenC2Message>("message has no body")
            : new(headers.Id, headers.Created, headers.From, request, response);
    }

    private static (string Id, DateTimeOffset? Created, string? From) ReadHeaders(Refusals r, JsonElement e)
    {
        string id = "";
        string? from = null;
        DateTimeOffset? created = null;
        if (!r.IsObject(e, "headers"))
            return default;
        foreach (var member in e.EnumerateObject())
        {
            switch (member.Name)
            {
                case "request_id": id = r.Text(member.Value, "request_id", 256) ?? ""; break;
                case "created":
                    if (r.Integer(member.Value, "created", 0, 253402300799999) is { } ms)
                        created = DateTimeOffset.FromUnixTimeMilliseconds(ms);
                    break;
                case "from": from = r.Text(member.Value, "from", 256); break;
                case "to" when member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Array: break;
                default: r.Unknown("headers", member.Name); break;
            }
        }
        return (id, created, from);
    }

    private static (OpenC2Command?, OpenC2Response?) ReadBody(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "body") || e.GetPropertyCount() != 1 || !e.TryGetProperty("openc2", out var content)
            || !r.IsObject(content, "body.openc2") || content.GetPropertyCount() != 1)
        {
            r.Refuse<object>("body is not one openc2 request or response");
            return default;
        }
        if (content.TryGetProperty("request", out var request))
            return (CommandReader.Read(r, request), null);
        if (content.TryGetProperty("response", out var response))
            return (null, ResponseReader.Read(r, response));
        r.Refuse<object>("body is not one openc2 request or response");
        return default;
    }
}
