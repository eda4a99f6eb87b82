using System.Text.Json;
using Ward.Standards.Ocsf.Validation;

namespace Ward.Standards.Ocsf;

/// <summary>
/// Checks JSON documents against the schema: class, attributes and their profiles, requirements, types and their limits, enumerations,
/// constraints, type_uid. Pure, thread-safe, linear in the document; any input gives problems, never an exception.
/// </summary>
public sealed class OcsfValidator(OcsfSchema schema)
{
    /// <summary>Objects within objects; deeper ones are a problem and not looked into.</summary>
    public const int Deepest = 64;

    /// <summary>Problems given at most for one document; at least 1. Default 256.</summary>
    public int MostProblems { get; init; } = 256;

    /// <summary>Whether advice is left out, so that none of it takes the place of an error. Default false.</summary>
    public bool ErrorsOnly { get; init; }

    /// <summary>Problems in the order of the document, at most <see cref="MostProblems"/>; empty where it is valid in every way.</summary>
    public IReadOnlyList<OcsfProblem> Validate(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = Deepest });
            return Validate(document.RootElement);
        }
        catch (JsonException e)
        {
            return [new OcsfProblem(OcsfProblemKind.NotJson, "", "one JSON object", $"broken JSON at byte {e.BytePositionInLine}")];
        }
    }

    /// <inheritdoc cref="Validate(ReadOnlyMemory{byte})"/>
    public IReadOnlyList<OcsfProblem> Validate(JsonElement document)
    {
        var findings = new Findings(Math.Max(1, MostProblems), ErrorsOnly);
        new DocumentCheck(schema, findings).Check(document);
        return findings.All;
    }
}
