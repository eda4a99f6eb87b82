using System.Globalization;

namespace Ward.Agent.Collecting;

/// <summary>What one agent collects.</summary>
/// <param name="Kinds">Names of collectors; a kind that this machine does not offer is passed over.</param>
/// <param name="Follow">Log files that are followed.</param>
/// <param name="Watch">Files and folders whose integrity is watched.</param>
/// <param name="SpoolBytes">Bound of the spool; 16 MiB to 64 GiB, default 256 MiB.</param>
internal sealed record CollectOptions(IReadOnlySet<string> Kinds, IReadOnlyList<string> Follow, IReadOnlyList<string> Watch, long SpoolBytes)
{
    public const long DefaultSpoolBytes = 256L << 20;

    /// <summary>Every kind, as <c>--collect</c> names it.</summary>
    public static IReadOnlyList<string> All { get; } = ["journal", "audit", "process", "socket", "listen", "login", "package", "integrity"];

    /// <summary>"all", names with commas between, and "-name" to leave one out. False with a reason.</summary>
    public static bool TryReadKinds(string text, out HashSet<string> kinds, out string reason)
    {
        kinds = new(StringComparer.Ordinal);
        reason = "";
        // A list that only leaves out leaves out of all.
        if (text.Split(',').All(w => w.StartsWith('-')))
            kinds.UnionWith(All);
        foreach (var word in text.Split(','))
        {
            var name = word.TrimStart('-');
            if (word == "all")
                kinds.UnionWith(All);
            else if (!All.Contains(name))
            {
                reason = $"'{word}' is none of all, {string.Join(", ", All)}, or one of these with - before it";
                return false;
            }
            else if (word.StartsWith('-'))
                kinds.Remove(name);
            else
                kinds.Add(name);
        }
        return true;
    }

    public static bool TryReadBytes(string text, out long bytes) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bytes) && bytes is >= 16L << 20 and <= 64L << 30;
}
