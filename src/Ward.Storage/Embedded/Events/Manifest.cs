using System.Text.Json;
using Ward.Standards.Streams;

namespace Ward.Storage.Embedded.Events;

/// <summary>What the store holds on disk: the one file by whose replacement everything becomes true at once.</summary>
/// <param name="Next">The first journal offset that the segments do not hold.</param>
/// <param name="Made">How many segments were ever made; the number of the next.</param>
internal sealed record Manifest(int Version, string City, long Next, long Made, IReadOnlyList<Segment> Segments)
{
    private const string FileName = "manifest.json";

    // What reads no more than a layout's version cannot read spilled segments.
    private const int WithSpilled = 4;

    /// <summary>The manifest of the folder, or an empty one where there is none.</summary>
    /// <exception cref="IOException">It is damaged, of a newer Ward, or of another city.</exception>
    public static Manifest Load(string folder, string city)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return new Manifest(Layout.Version, city, 0, 0, []);
        Manifest? read;
        try
        {
            read = JsonSerializer.Deserialize<Manifest>(File.ReadAllBytes(path), JsonSerializerOptions.Web);
        }
        catch (JsonException e)
        {
            throw new IOException($"The event store's {path} is damaged: {e.Message}", e);
        }

        if (read?.Segments is null) throw new IOException($"The event store's {path} is damaged: it is empty.");
        if (read.Version > WithSpilled) throw new IOException($"The event store in {folder} is of a newer Ward (version {read.Version}); it is left as it is.");
        if (read.City != city) throw new IOException($"The event store in {folder} is of the city {read.City}, not of {city}.");
        return read with { Version = Layout.Version };
    }

    /// <summary>Replaces the folder's manifest; durable when it returns, and either the old or the new one at any moment.</summary>
    public void Save(string folder) => WholeFile.Replace(Path.Combine(folder, FileName), stream => JsonSerializer.Serialize(stream, this with { Version = Segments.Any(s => s.Spilled) ? WithSpilled : Layout.Version }, JsonSerializerOptions.Web));
}
