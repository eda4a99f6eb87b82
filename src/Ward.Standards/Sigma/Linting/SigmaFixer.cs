using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma.Linting;

/// <summary>
/// Mends what has one meaning alone: the order of modifiers, misspelt modifiers and fields with one near word, dates, names of tactics of yesterday. Only these places change;
/// comments, quotes and line ends stay. Pure, never throws on any text.
/// </summary>
public static class SigmaFixer
{
    private static readonly string[] OfDetections = [.. HeaderReader.Known, "logsource", "detection"];
    private static readonly string[] OfFilters = [.. HeaderReader.Known, "logsource", "filter"];
    private static readonly string[] OfCorrelations = [.. HeaderReader.Known, "correlation", "generate"];
    private static readonly string[] InCorrelation = ["type", "rules", "group-by", "timespan", "condition", "aliases", "generate"];

    /// <summary>The text mended, and where; the text itself where nothing is to be mended.</summary>
    public static (string Text, IReadOnlyList<LintFix> Fixes) Fix(string file, string text)
    {
        var edits = new List<(int From, int Length, LintFix Fix)>();
        foreach (var chunk in YamlDocuments.Split(text))
            if (YamlDocuments.Load(file, chunk, []) is { } root) Document(root, new Pen(file, chunk, edits));
        var mended = text;
        foreach (var (from, length, fix) in edits.OrderByDescending(e => e.From)) mended = string.Concat(mended.AsSpan(0, from), fix.Now, mended.AsSpan(from + length));
        // A cure must not be worse: nothing that stood is refused now.
        return edits.Count == 0 || SigmaParser.Read(file, mended).Errors.Count > SigmaParser.Read(file, text).Errors.Count ? (text, []) : (mended, [.. edits.OrderBy(e => e.From).Select(e => e.Fix)]);
    }

    private static void Document(YamlMappingNode root, Pen pen)
    {
        var known = root.Has("correlation") ? OfCorrelations : root.Has("filter") ? OfFilters : OfDetections;
        Names(root, known, pen);
        foreach (var (key, value) in root.Children)
        {
            switch (key.Text())
            {
                case "date" or "modified" when value is YamlScalarNode date && MendedDate(date.Text()) is { } day:
                    pen.Write(date, day, LintCodes.BadDate);
                    break;
                case "tags":
                    foreach (var tag in value is YamlSequenceNode list ? list.Children : [value])
                        if (HeaderLints.TagOfToday(tag.Text()) is { } today) pen.Write(tag, today, LintCodes.OldTag);
                    break;
                case "detection" or "filter" when value is YamlMappingNode section:
                    foreach (var (name, selection) in section.Children)
                        if (name.Text() is not ("condition" or "rules" or "timeframe")) Selection(selection, pen);
                    break;
                case "correlation" when value is YamlMappingNode body:
                    Names(body, InCorrelation, pen);
                    break;
            }
        }
    }

    private static void Names(YamlMappingNode map, string[] known, Pen pen)
    {
        foreach (var (key, _) in map.Children)
            if (!known.Contains(key.Text()) && OneNear(key.Text(), known) is { } meant && !map.Has(meant)) pen.Write(key, meant, LintCodes.Misspelt);
    }

    private static void Selection(YamlNode node, Pen pen)
    {
        if (node is YamlSequenceNode list)
        {
            foreach (var inner in list.Children) Selection(inner, pen);
        }
        else if (node is YamlMappingNode map)
        {
            foreach (var (key, _) in map.Children)
                if (MendedModifiers(key.Text()) is { } mended && !map.Has(mended)) pen.Write(key, mended, LintCodes.Modifier);
        }
    }

    /// <summary>The field with its modifiers spelt and in an order that works; null where they are good, or can be meant in two ways.</summary>
    private static string? MendedModifiers(string key)
    {
        var pieces = key.Split('|');
        if (pieces.Length is < 2 or > 7 || Modifiers.Read(pieces.AsSpan(1), out _) is not null) return null;
        for (var i = 1; i < pieces.Length; i++)
        {
            if (ModifierTable.All.ContainsKey(pieces[i])) continue;
            if (OneNear(pieces[i], [.. ModifierTable.All.Keys]) is not { } meant) return null;
            pieces[i] = meant;
        }

        Modifiers? only = null;
        string? first = null;
        foreach (var order in Orders(pieces[1..]))
        {
            if (Modifiers.Read(order, out _) is not { } read) continue;
            if (only is not null && only != read) return null;
            (only, first) = (read, first ?? $"{pieces[0]}|{string.Join('|', order)}");
        }

        return first;
    }

    /// <summary>Every order, that which is written first.</summary>
    private static IEnumerable<string[]> Orders(string[] words)
    {
        if (words.Length <= 1)
        {
            yield return words;
            yield break;
        }

        for (var i = 0; i < words.Length; i++)
            foreach (var rest in Orders([.. words[..i], .. words[(i + 1)..]]))
                yield return [words[i], .. rest];
    }

    /// <summary>The word that is meant where one alone is as near as that.</summary>
    private static string? OneNear(string word, string[] known)
    {
        if (Yaml.Nearest.To(word, known) is not { } meant) return null;
        return Yaml.Nearest.To(word, known.Where(k => k != meant)) is null ? meant : null;
    }

    /// <summary>A year, a month and a day in this order, however parted; null for all else, and for what is good.</summary>
    private static string? MendedDate(string date)
    {
        var parts = date.Split('/', '.', '-', ' ');
        return parts is [{ Length: 4 } year, { Length: 1 or 2 } month, { Length: 1 or 2 } day] && $"{year}-{month.PadLeft(2, '0')}-{day.PadLeft(2, '0')}" is var mended && mended != date
            && DateOnly.TryParseExact(mended, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _) ? mended : null;
    }

    /// <summary>Notes edits at the places of nodes.</summary>
    private sealed class Pen(string file, YamlDocuments.Chunk chunk, List<(int From, int Length, LintFix Fix)> edits)
    {
        /// <summary>Where the scalar stands as its text is, quotes aside; one that is folded or escaped is left.</summary>
        internal void Write(YamlNode node, string now, LintCode code)
        {
            var (from, to) = ((int)node.Start.Index, Math.Min((int)node.End.Index, chunk.Text.Length));
            var was = node.Text();
            if (from < 0 || to < from || was.Length == 0 || chunk.Text.IndexOf(was, from, to - from, StringComparison.Ordinal) is not (>= 0 and var at) || at > from + 1) return;
            edits.Add((chunk.Start + at, was.Length, new LintFix(code, file, chunk.FirstLine + Math.Max((int)node.Start.Line, 1) - 1, FieldReader.Column(node), was, now)));
        }
    }
}
