using System.Security.Cryptography;
using System.Text;
using Ward.Detect.Rules;
using Ward.Standards.Sigma;

namespace Ward.Configuration;

/// <summary>Takes changed rules into use while events flow: counts that are the same go on, bad rules are listed and stop no good one. Not thread-safe.</summary>
public sealed class RuleReload(RuleEngine engine, IReadOnlyList<string> paths, RuleSettings settings)
{
    private byte[]? seen;

    /// <summary>The rules last taken into use by this; null before.</summary>
    public RuleSet? Current { get; private set; }

    /// <summary>True where the texts have changed since the last call, and the new ones are in use from the next event on. The first call only looks.</summary>
    public bool Look()
    {
        var unread = new List<SigmaError>();
        var texts = ShippedContent.RuleTexts(paths, unread);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (file, text) in texts.Concat(RuleFiles.Read(settings.Pipelines, unread)))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Length} {text.Length} {file}"));
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        foreach (var error in unread) hash.AppendData(Encoding.UTF8.GetBytes(error.ToString()));
        var now = hash.GetHashAndReset();
        var changed = seen is not null && !now.AsSpan().SequenceEqual(seen);
        seen = now;
        if (!changed) return false;
        Current = ShippedContent.Rules(paths, settings);
        engine.Use(Current);
        return true;
    }
}
