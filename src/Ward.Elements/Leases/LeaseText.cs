using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ward.Elements.Targets;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Profiles;

namespace Ward.Elements.Leases;

/// <summary>A lease as text: the command itself, what undoes it, and the end.</summary>
internal static partial class LeaseText
{
    public static byte[] Print(Lease lease) => JsonSerializer.SerializeToUtf8Bytes(
        new Page(lease.Id, lease.Element, lease.Command, lease.Inverse, lease.Rule, lease.Begun, lease.Until, lease.Boot, lease.Deadline, lease.Ended),
        Pages.Default.Page);

    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out Lease? lease)
    {
        lease = null;
        Page? page;
        try { page = JsonSerializer.Deserialize(bytes, Pages.Default.Page); }
        catch (JsonException) { return false; }
        if (page is null || page.Id is null || page.Element is null || page.Command is null
            || !OpenC2Command.TryRead(Encoding.UTF8.GetBytes(page.Command), WardProfile.Vocabulary, out var command, out _)
            || !CommandTarget.TryRead(command, out var target, out _))
            return false;
        lease = new(page.Id, page.Element, target, page.Command, page.Inverse, page.Rule, page.Begun, page.Until, page.Boot, page.Deadline, page.Ended);
        return true;
    }

    internal sealed record Page(
        string Id, string Element, string Command, string Inverse, long Rule,
        DateTimeOffset Begun, DateTimeOffset Until, string Boot, long Deadline, bool Ended);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
    [JsonSerializable(typeof(Page))]
    internal sealed partial class Pages : JsonSerializerContext;
}
