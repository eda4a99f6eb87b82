using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ward.Standards.OpenC2.Profiles;

/// <summary>
/// The four messages of an enrolment. hello: the server's nonce. offer: the agent's nonce, certificate request and proof.
/// hand-over: the server's nonce and proof, the certificate and the authority's. done: nothing more. Bytes are base64, certificates DER.
/// </summary>
public sealed partial record EnrolmentMessage(
    string Step, byte[]? Nonce = null, byte[]? Request = null, byte[]? Proof = null, byte[]? Certificate = null, byte[]? Authority = null, string? Words = null)
{
    public const string Hello = "hello", Offer = "offer", HandOver = "hand-over", Done = "done", Refused = "refused";

    public byte[] Print() => JsonSerializer.SerializeToUtf8Bytes(this, Pages.Default.EnrolmentMessage);

    /// <summary>Null where it is no such message.</summary>
    public static EnrolmentMessage? Read(ReadOnlySpan<byte> utf8)
    {
        try { return JsonSerializer.Deserialize(utf8, Pages.Default.EnrolmentMessage) is { Step: not null } message ? message : null; }
        catch (JsonException) { return null; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(EnrolmentMessage))]
    private sealed partial class Pages : JsonSerializerContext;
}
