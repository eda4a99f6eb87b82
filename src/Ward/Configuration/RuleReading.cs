using System.Security.Cryptography;
using System.Text;
using Ward.Detect.Rules;
using Ward.Standards.Sigma;
using Ward.Standards.Sigma.Pipelines;

namespace Ward.Configuration;

/// <summary>The texts of rules and of what they are made over with, as of one moment: read once, compared and compiled from memory. Immutable.</summary>
public sealed class RuleReading
{
    private readonly RuleSettings settings;
    private readonly IReadOnlyList<(string File, string Text)> pipelines;
    private readonly List<SigmaError> unread = [];

    /// <param name="paths">Files, folders and archives of rules.</param>
    /// <param name="settings">What they are made over with.</param>
    public RuleReading(IEnumerable<string> paths, RuleSettings settings)
    {
        this.settings = settings;
        pipelines = RuleFiles.Read(settings.Pipelines, unread);
        Files = RuleFiles.Read(paths, unread);
    }

    /// <summary>Rule files, by name as it is shown.</summary>
    public IReadOnlyList<(string File, string Text)> Files { get; }

    /// <summary>Another one wherever a text, a name or what could not be read is another.</summary>
    public string Mark()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (file, text) in Files.Concat(pipelines))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Length} {text.Length} {file}"));
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        foreach (var error in unread) hash.AppendData(Encoding.UTF8.GetBytes(error.ToString()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The rules; what is wrong with one, or could not be read, stands in the set and never stops the others.</summary>
    public RuleSet Compile()
    {
        var errors = new List<SigmaError>(unread);
        var made = new RuleSetOptions { Placeholders = settings.Placeholders, Pipelines = [.. pipelines.SelectMany(f => PipelineParser.Read(f.File, f.Text, errors))] };
        return RuleSet.Compile(Files, made with { Unread = errors });
    }
}
