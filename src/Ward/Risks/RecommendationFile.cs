using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ward.City;
using Ward.Prescribe.Recommendations;
using Ward.Standards.Yaml;

namespace Ward.Risks;

/// <summary>
/// Where standing recommendations are kept with what people decided about them: standing/recommendations.json in the state folder, replaced as a whole. A file that cannot
/// be read is put aside under another name and said; one of a newer Ward is left as it is. One writer at a time.
/// </summary>
public sealed class RecommendationFile
{
    /// <summary>Of the file's form.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true,
        AllowOutOfOrderMetadataProperties = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new TextIdConverterFactory(), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    private readonly OwnFile file;

    /// <param name="state">The state folder.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public RecommendationFile(string state)
    {
        var folder = Path.Combine(state, "standing");
        Directory.CreateDirectory(folder);
        file = new(Path.Combine(folder, "recommendations.json"));
    }

    /// <summary>What could not be read and is put aside, and where; null where all could.</summary>
    public string? Lost { get; private set; }

    /// <returns>An empty book where none was kept or the one that was is put aside; null, with <paramref name="problem"/> told, where it must not be written over.</returns>
    public RecommendationBook? Read(out string? problem)
    {
        problem = null;
        try
        {
            if (!file.Look()) return RecommendationBook.Empty;
            var bytes = File.ReadAllBytes(file.Path);
            try
            {
                if (JsonSerializer.Deserialize<Head>(bytes, JsonSerializerOptions.Web) is { Version: > Version and var newer })
                {
                    problem = string.Create(CultureInfo.InvariantCulture, $"{file.Path} is of version {newer}, and this Ward knows versions up to {Version}; use the newer Ward");
                    return null;
                }

                var kept = JsonSerializer.Deserialize<Kept>(bytes, Form) ?? throw new JsonException("it is empty");
                if (Wrong(kept) is { } wrong) throw new JsonException(wrong);
                return new(kept.Present, kept.Past);
            }
            catch (Exception e) when (e is JsonException or NotSupportedException)
            {
                // A measure without its kind is of an abstract type, which is not supported.
                return Aside($"{file.Path}{((e as JsonException)?.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $":{line + 1}") : "")} cannot be read ({Printable.Of(e.Message)})", out problem);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"{file.Path} cannot be read: {Printable.Of(e.Message)}";
            return null;
        }
    }

    /// <returns>Why a loss of power could take it back, though it is kept; null where it could not.</returns>
    /// <exception cref="IOException">It cannot be kept; nothing of it is in force.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public string? Write(RecommendationBook book) => file.Replace(JsonSerializer.SerializeToUtf8Bytes(new Kept(Version, book.Present, book.Past), Form));

    /// <summary>What no writer of this file says, or null.</summary>
    private static string? Wrong(Kept kept)
    {
        if (kept.Version != Version) return string.Create(CultureInfo.InvariantCulture, $"version: expected {Version}, found {kept.Version}");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (r, at, isPresent) in kept.Present.Select((r, i) => (r, $"present[{i}]", true)).Concat(kept.Past.Select((r, i) => (r, $"past[{i}]", false))))
        {
            if (r is null) return $"{at}: expected a recommendation, found nothing";
            if (r.History.Contains(null!)) return $"{at}.history: expected only notes, found nothing";
            if (r.Why.Contains(null!)) return $"{at}.why: expected only sentences, found nothing";
            if (r.Weight.Grounds.Contains(null!) || r.SettledOn?.Grounds.Contains(null!) == true) return $"{at}: expected only names in grounds, found nothing";
            if (r.Id != Recommendation.IdOf(r.Measure)) return $"{at}.id: expected {Recommendation.IdOf(r.Measure)}, which its measure gives, found \"{r.Id}\"";
            if (!ids.Add(r.Id)) return $"{at}.id: expected an id that no other has, found \"{r.Id}\" again";
            if (r.Decision is { State: RecommendationState.Accepted, Owner: null } or { State: RecommendationState.Accepted or RecommendationState.Declined, Until: null }) return $"{at}.decision: expected until, and an owner where it is accepted";
            if (r.Decision.State is RecommendationState.Done or RecommendationState.Gone) return $"{at}.decision.state: expected open, accepted or declined, found {RecommendationWords.Of(r.Decision.State)}";
            if (isPresent == (r.State is RecommendationState.Done or RecommendationState.Gone)) return $"{at}: expected one that is {(isPresent ? "neither done nor" : "done or")} gone";
        }

        return null;
    }

    private RecommendationBook? Aside(string why, out string? problem)
    {
        var bad = file.Path + ".bad";
        for (var n = 2; File.Exists(bad); n++) bad = string.Create(CultureInfo.InvariantCulture, $"{file.Path}.bad-{n}");
        File.Move(file.Path, bad);
        _ = file.Look();
        Lost = problem = $"{why}. It is put aside as {Path.GetFileName(bad)}, and what was decided in it is not in force; recommendations begin anew.";
        return RecommendationBook.Empty;
    }

    private sealed record Head(int Version);

    private sealed record Kept(int Version, IReadOnlyList<Recommendation> Present, IReadOnlyList<Recommendation> Past);
}
