using System.Text.Json;
using Ward.Standards.Ocsf;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Checks lines that call themselves OCSF and counts what is wrong with them. A check costs more than reading the line, so in a flood a part of them is checked, by
/// the seconds of receipt, and the rest counted. <see cref="See"/> by one thread, <see cref="Counts"/> by any.
/// </summary>
internal sealed class OcsfTally
{
    /// <summary>Lines checked in one second of receipt.</summary>
    public const int MostASecond = 2000;

    /// <summary>Kinds of fault kept, and faults looked for in one line.</summary>
    public const int MostFaults = 16, MostOfLine = 32;

    private static readonly OcsfValidator Validator = new(EventSchema.Current) { MostProblems = MostOfLine, ErrorsOnly = true };

    private readonly Lock gate = new();
    private readonly Dictionary<(OcsfProblemKind, string), OcsfFault> faults = [];
    private long second, inSecond, seen, wrong, passed, others;

    /// <summary>Null where no line called itself OCSF yet.</summary>
    public OcsfCounts? Counts
    {
        get
        {
            lock (gate) return seen + passed == 0 ? null : new OcsfCounts(seen, wrong, passed, [.. faults.Values.OrderByDescending(f => f.Lines).ThenBy(f => f.Path, StringComparer.Ordinal)], others);
        }
    }

    /// <summary>A line that a decoder for any JSON understood.</summary>
    public void See(ReadOnlyMemory<byte> json, DateTimeOffset received)
    {
        if (json.Span.IndexOf("\"class_uid\""u8) < 0) return;
        var now = received.UtcTicks / TimeSpan.TicksPerSecond;
        if (now != second) (second, inSecond) = (now, 0);
        if (++inSecond > MostASecond)
        {
            lock (gate) passed++;
            return;
        }

        if (!IsClaim(json)) return;
        var errors = Validator.Validate(json).DistinctBy(p => (p.Kind, PathOf(p))).ToList();
        lock (gate)
        {
            seen++;
            if (errors.Count > 0) wrong++;
            foreach (var error in errors) Count(error);
        }
    }

    private void Count(OcsfProblem error)
    {
        var path = PathOf(error);
        if (faults.TryGetValue((error.Kind, path), out var known)) faults[(error.Kind, path)] = known with { Expected = error.Expected, Found = error.Found, Lines = known.Lines + 1 };
        else if (faults.Count < MostFaults) faults[(error.Kind, path)] = new OcsfFault(error.Kind, path, error.Expected, error.Found, 1);
        else others++;
    }

    // The class at the top makes it one; within a member (a document in a document) it does not.
    private static bool IsClaim(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = OcsfValidator.Deepest });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("class_uid"u8)) return true;
                reader.Skip();
            }

            return false;
        }
        catch (JsonException)
        {
            // Deeper than any document may be; what the decoder made of it stands.
            return false;
        }
    }

    private static string PathOf(OcsfProblem problem)
    {
        var path = problem.Path;
        while (path.IndexOf('[', StringComparison.Ordinal) is var open and >= 0 && path.IndexOf(']', open) is var close && close > open + 1) path = $"{path[..open]}\u0001{path[(close + 1)..]}";
        return path.Replace("\u0001", "[]", StringComparison.Ordinal);
    }
}
