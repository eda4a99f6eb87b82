using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ward.Configuration;
using Ward.Govern.Risk;
using Ward.Standards.Streams;
using Ward.Standards.Yaml;

namespace Ward.Risks;

/// <summary>
/// Where the risk register of the living city is kept: the folder register of the state folder, with register.yaml (decisions and what the model said) and
/// changes.json (what changed lately). Each is replaced as a whole. One writer at a time.
/// </summary>
public sealed class RegisterFolder
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };
    private readonly string register, changes;

    /// <param name="state">The state folder.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public RegisterFolder(string state)
    {
        var folder = Path.Combine(state, "register");
        Directory.CreateDirectory(folder);
        (register, changes) = (Path.Combine(folder, "register.yaml"), Path.Combine(folder, "changes.json"));
    }

    /// <returns>An empty register where none was kept; null, with problems added, where the one that was cannot be read: it must not be written over.</returns>
    public RiskRegister? Read(ProblemList problems) =>
        !File.Exists(register) ? RiskRegister.Empty("") : TextFile.Read(register, problems) is { } text ? RegisterText.Read(text, problems) : null;

    /// <summary>Newest first; none where they cannot be read, since no decision stands in them.</summary>
    public IReadOnlyList<RegisterNote> Changes()
    {
        try
        {
            return File.Exists(changes) ? JsonSerializer.Deserialize<List<RegisterNote>>(File.ReadAllBytes(changes), Form)?.FindAll(n => n is { Id: not null, Words: not null, Why: not null }) ?? [] : [];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <exception cref="IOException">It cannot be kept; the register on disk is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public void Write(RiskRegister kept, IReadOnlyList<RegisterNote> notes)
    {
        // The register last: what fails between the two is told again, not forgotten.
        WholeFile.Replace(changes, file => JsonSerializer.Serialize(file, notes, Form), WholeFile.Private);
        WholeFile.Replace(register, file => file.Write(Encoding.UTF8.GetBytes(RegisterText.Write(kept))), WholeFile.Private);
    }
}
