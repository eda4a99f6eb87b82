using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ward.Configuration;
using Ward.Govern.Risk;
using Ward.Govern.ThreatModel.Systems;
using Ward.Standards.Streams;
using Ward.Standards.Yaml;

namespace Ward.Risks;

/// <summary>
/// Where the risk register of the living city is kept: the folder register of the state folder, with register.yaml (risks and decisions), facts.json (what the
/// model said, by which the next one can tell what changed) and changes.json (what changed lately). Each is replaced as a whole, and only the first holds what
/// cannot be had again. One writer at a time.
/// </summary>
public sealed class RegisterFolder
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };
    private readonly OwnFile register;
    private readonly string facts, changes;
    private IReadOnlyList<Fact>? keptFacts;

    /// <param name="state">The state folder.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public RegisterFolder(string state)
    {
        var folder = Path.Combine(state, "register");
        Directory.CreateDirectory(folder);
        (register, facts, changes) = (new(Path.Combine(folder, "register.yaml")), Path.Combine(folder, "facts.json"), Path.Combine(folder, "changes.json"));
    }

    /// <returns>An empty register where none was kept; null, with problems added, where the one that was cannot be read: it must not be written over.</returns>
    public RiskRegister? Read(ProblemList problems)
    {
        bool isThere;
        try
        {
            isThere = register.Look();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(0, "", "a readable file", $"one that cannot be read ({Printable.Of(e.Message)})");
            return null;
        }

        if (!isThere) return RiskRegister.Empty("");
        if (TextFile.Read(register.Path, problems) is not { } text || RegisterText.Read(text, problems) is not { } kept) return null;
        // A register from before they had a file of their own holds them itself.
        keptFacts = Kept<List<Fact>>(facts)?.FindAll(f => f is { Element: not null, Field: not null, Value: not null }).DistinctBy(f => (f.Element, f.Field)).ToList();
        return keptFacts is null ? kept : kept with { Facts = keptFacts };
    }

    /// <summary>What of facts and changes could not be read, and where it is put; null where all could. No decision stands in them.</summary>
    public string? Lost { get; private set; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RegisterNote> Changes() => Kept<List<RegisterNote>>(changes)?.FindAll(n => n is { Id: not null, Words: not null, Why: not null }) ?? [];

    /// <returns>Why what changed cannot be remembered, though the register is kept; null where it is.</returns>
    /// <exception cref="IOException">The register cannot be kept; nothing of it is in force.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public string? Write(RiskRegister kept, IReadOnlyList<RegisterNote> notes)
    {
        var text = RegisterText.Write(kept with { Facts = [] }, RegisterText.OfServer);
        if (text.Length > YamlText.Longest)
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"the register would have {text.Length} characters, and a file of more than {YamlText.Longest} cannot be read back"));
        // Decisions first: what fails after them is reckoned again.
        var unsure = register.Replace(Encoding.UTF8.GetBytes(text));
        try
        {
            if (keptFacts is null || !keptFacts.SequenceEqual(kept.Facts)) WholeFile.Replace(facts, file => JsonSerializer.Serialize(file, kept.Facts, Form), WholeFile.Private);
            keptFacts = kept.Facts;
            WholeFile.Replace(changes, file => JsonSerializer.Serialize(file, notes, Form), WholeFile.Private);
            return unsure;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The register is kept, but not what changed in it and why: {e.Message}";
        }
    }

    private T? Kept<T>(string file) where T : class
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(file), Form) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            Lost = $"{(Lost is null ? "" : Lost + " ")}{Path.GetFileName(file)} cannot be read, so what it remembers begins anew{(e is JsonException ? Aside(file) : "")}: {e.Message}";
            return null;
        }
    }

    private static string Aside(string file)
    {
        var bad = file + ".bad";
        try
        {
            File.Move(file, bad, overwrite: true);
            return $" (it is now {Path.GetFileName(bad)})";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
