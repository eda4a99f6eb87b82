using System.Text.Json;
using System.Text.Json.Serialization;
using Ward.Standards.Streams;

namespace Ward.Respond.Leases;

/// <summary>
/// released-offline.json in the state folder: what the kill switch leaves for a server that did not answer. The server
/// turns it into the brake, finishes the release, and removes it only when its journal holds the brake.
/// </summary>
public sealed partial class ReleaseMark(string stateFolder)
{
    private readonly string path = Path.Combine(stateFolder, "released-offline.json");

    /// <summary>Durable when it returns.</summary>
    /// <exception cref="IOException">The folder is not there or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder belongs to another account.</exception>
    public void Leave(ReleasedOffline released) => WholeFile.Replace(path, stream => JsonSerializer.Serialize(stream, released, Page.Default.ReleasedOffline));

    /// <summary>Null where there is none. A mark that cannot be read is one all the same: holding back is the safe mistake.</summary>
    public ReleasedOffline? Read()
    {
        if (!File.Exists(path)) return null;
        try
        {
            if (JsonSerializer.Deserialize(File.ReadAllBytes(path), Page.Default.ReleasedOffline) is { By.Length: > 0, Reason: not null } released) return released;
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException)
        {
            if (!File.Exists(path)) return null;
        }

        return new ReleasedOffline("unknown", DateTimeOffset.MinValue, "the mark in the state folder cannot be read");
    }

    /// <exception cref="IOException">It cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be removed.</exception>
    public void Clear() => File.Delete(path);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
    [JsonSerializable(typeof(ReleasedOffline))]
    internal sealed partial class Page : JsonSerializerContext;
}
