using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Ward.Standards.Sigma;

/// <summary>
/// Cuts a file into its documents before YAML is parsed, so that a broken one does not take the others along,
/// and looks at the depth and the aliases of each while a recursive reader reads it.
/// </summary>
internal static class YamlDocuments
{
    private const int MaxDepth = 16;
    private const int MaxCharacters = 1 << 20;

    /// <param name="FirstLine">Line of the file on which the text begins, from 1.</param>
    /// <param name="Start">Where in the file it begins, characters from 0.</param>
    internal readonly record struct Chunk(string Text, int FirstLine, int Start);

    internal static IEnumerable<Chunk> Split(string text)
    {
        var start = 0;
        var firstLine = 1;
        var line = 1;
        for (var at = 0; at < text.Length; line++)
        {
            var end = text.IndexOf('\n', at);
            var next = end < 0 ? text.Length : end + 1;
            if (IsMarker(text.AsSpan(at, next - at)))
            {
                if (HasContent(text.AsSpan(start, at - start))) yield return new Chunk(text[start..at], firstLine, start);
                (start, firstLine) = (next, line + 1);
            }

            at = next;
        }

        if (HasContent(text.AsSpan(start))) yield return new Chunk(text[start..], firstLine, start);
    }

    /// <summary>The document's map; null, with an error added, where it is none.</summary>
    internal static YamlMappingNode? Load(string file, Chunk chunk, List<SigmaError> errors)
    {
        if (chunk.Text.Length > MaxCharacters) return Refuse(default, $"a document of at most {MaxCharacters} characters", "");
        var guarded = new GuardedParser(new StringReader(chunk.Text));
        try
        {
            var stream = new YamlStream();
            stream.Load(guarded);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return root;
            return Refuse(default, "a map of Sigma fields", "");
        }
        catch (YamlException e)
        {
            return guarded.Forbidden is { } expected ? Refuse(e.Start, expected, "") : Refuse(e.Start, "well-formed YAML", e.InnerException?.Message ?? e.Message);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException)
        {
            // What the library throws on some malformed texts that its scanner lets pass.
            return Refuse(default, "well-formed YAML", e.Message);
        }

        YamlMappingNode? Refuse(Mark at, string expected, string found)
        {
            errors.Add(new SigmaError(file, chunk.FirstLine + Math.Max((int)at.Line, 1) - 1, "", expected, FieldReader.Cut(found))
            {
                Column = Math.Max((int)at.Column, 1),
                Fault = SigmaFault.Yaml,
            });
            return null;
        }
    }

    private static bool IsMarker(ReadOnlySpan<char> line) =>
        (line.StartsWith("---") || line.StartsWith("...")) && line[3..].Trim() is [] or ['#', ..];

    private static bool HasContent(ReadOnlySpan<char> text)
    {
        foreach (var line in text.EnumerateLines())
            if (line.Trim() is not ([] or ['#', ..])) return true;
        return false;
    }

    /// <summary>Hands on the parser's events, and stops at what the reader of the tree must not meet.</summary>
    private sealed class GuardedParser(TextReader text) : IParser
    {
        private readonly Parser parser = new(text);
        private int depth;

        /// <summary>What was expected instead; null where nothing was forbidden.</summary>
        internal string? Forbidden { get; private set; }

        public ParsingEvent? Current => parser.Current;

        public bool MoveNext()
        {
            if (!parser.MoveNext()) return false;
            var e = parser.Current!;
            depth += e.NestingIncrease;
            Forbidden = e is AnchorAlias ? "the value itself instead of a YAML alias" : depth > MaxDepth ? $"at most {MaxDepth} levels of nesting" : null;
            return Forbidden is null ? true : throw new YamlException(e.Start, e.End, Forbidden);
        }
    }
}
