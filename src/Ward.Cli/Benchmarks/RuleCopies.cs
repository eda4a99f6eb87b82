using System.Text;
using Ward.Detect.Rules;

namespace Ward.Cli.Benchmarks;

/// <summary>
/// A set of rules several times over, to see what many rules cost: each copy has ids and titles of its own, and in its values vowels stand for vowels and
/// consonants for consonants, so that copies share few texts and look like words. Synthetic. What is no good rule after that is refused when compiled.
/// </summary>
internal static class RuleCopies
{
    private const string Vowels = "aeiou", Consonants = "bcdfghjklmnpqrstvwxyz";

    /// <param name="times">How many times the set stands there, the first time as it is.</param>
    internal static IEnumerable<(string File, string Text)> Of(IReadOnlyList<RuleFile> files, int times)
    {
        for (var copy = 0; copy < times; copy++)
            foreach (var (file, text) in files)
                yield return copy == 0 ? (file, text) : ($"{copy}/{file}", Copy(text, copy));
    }

    private static string Copy(string text, int copy)
    {
        var made = new StringBuilder();
        var (inDetection, isPlain) = (false, true);
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0 && line[0] is not (' ' or '#' or '-')) inDetection = line.StartsWith("detection:", StringComparison.Ordinal);
            var word = line.TrimStart();
            if (word.Contains(':', StringComparison.Ordinal)) isPlain = !word.Contains("|re", StringComparison.Ordinal) && !word.Contains("|cidr", StringComparison.Ordinal) && !word.StartsWith("condition:", StringComparison.Ordinal);
            var from = line.IndexOf(": ", StringComparison.Ordinal) is var colon and >= 0 ? colon + 2 : word.StartsWith("- ", StringComparison.Ordinal) ? line.Length - word.Length + 2 : line.Length;
            if (line.StartsWith("id: ", StringComparison.Ordinal) || line.StartsWith("name: ", StringComparison.Ordinal) || line.StartsWith("title: ", StringComparison.Ordinal)) made.Append(line).Append($" {copy}");
            else if (inDetection && isPlain) made.Append(line, 0, from).Append(Turned(line[from..], copy));
            else made.Append(line);
            made.Append('\n');
        }

        return made.ToString();
    }

    private static string Turned(string value, int copy) => string.Concat(value.Select(c => Turned(c, Vowels, copy) ?? Turned(c, Consonants, copy) ?? c));

    private static char? Turned(char c, string letters, int by)
    {
        if (letters.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal) is not (var at and >= 0)) return null;
        var turned = letters[(at + by) % letters.Length];
        return char.IsUpper(c) ? char.ToUpperInvariant(turned) : turned;
    }
}
