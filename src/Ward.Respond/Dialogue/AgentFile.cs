using System.Text.Json;
using System.Text.Json.Serialization;
using Ward.City;
using Ward.Standards.Streams;

namespace Ward.Respond.Dialogue;

/// <summary>agents.json in the state folder. An unreadable file is an exception: to go on without it would be to forget who holds leases.</summary>
public sealed partial class AgentFile(string stateFolder) : IAgentBook
{
    private readonly string path = Path.Combine(stateFolder, "agents.json");

    public IReadOnlyList<AgentRecord> Load()
    {
        if (!File.Exists(path))
            return [];
        try
        {
            var rows = JsonSerializer.Deserialize(File.ReadAllBytes(path), Pages.Default.RowArray) ?? [];
            return [.. rows.Select(r => new AgentRecord(new Uri(r.Address), r.Pin, [.. r.Elements.Select(e => new ElementId(e))], r.Enrolled))];
        }
        catch (Exception wrong) when (wrong is JsonException or UriFormatException or ArgumentNullException)
        {
            throw new InvalidDataException($"{path} cannot be read: {wrong.Message}", wrong);
        }
    }

    public void Save(IReadOnlyList<AgentRecord> agents)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var rows = agents.Select(a => new Row(a.Address.ToString(), a.Pin, [.. a.Elements.Select(e => e.Value)], a.Enrolled)).ToArray();
        WholeFile.Replace(path, stream => JsonSerializer.Serialize(stream, rows, Pages.Default.RowArray));
    }

    internal sealed record Row(string Address, string Pin, string[] Elements, DateTimeOffset Enrolled);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
    [JsonSerializable(typeof(Row[]))]
    internal sealed partial class Pages : JsonSerializerContext;
}
