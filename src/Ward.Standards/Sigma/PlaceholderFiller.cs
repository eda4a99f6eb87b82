using System.Text;
using System.Text.RegularExpressions;

namespace Ward.Standards.Sigma;

/// <summary>Puts values in the place of placeholders and then works in the modifiers (Sigma 2.1, placeholders).</summary>
public static class PlaceholderFiller
{
    /// <summary>So many texts may one value stand for: a product of several placeholders grows fast.</summary>
    private const int MaxTexts = 10_000;

    /// <summary>The rule ready to match, or null where a placeholder has no value or a value does not fit; the errors then say which.</summary>
    /// <param name="values">By the placeholder's name without percent signs. Values are Sigma texts: wildcards and escapes have their meaning.</param>
    public static SigmaRule? Fill(SigmaRule rule, IReadOnlyDictionary<string, IReadOnlyList<string>> values, ICollection<SigmaError> errors)
    {
        var before = errors.Count;
        var filled = Fill(rule, values.GetValueOrDefault, errors);
        foreach (var leaf in DetectionRewriter.Leaves(filled))
            foreach (var name in LeafTests.Of(leaf).SelectMany(Open).SelectMany(e => e.Template.Names).Distinct(StringComparer.Ordinal))
                if (!values.ContainsKey(name)) Refuse(rule, leaf, $"%{name}%", "a value for the placeholder in the configuration", errors);
        return errors.Count == before ? filled : null;
    }

    /// <summary>The same, but placeholders for which null is given stay for others to fill.</summary>
    internal static SigmaRule Fill(SigmaRule rule, Func<string, IReadOnlyList<string>?> values, ICollection<SigmaError> errors, Func<SigmaDetection, bool>? meant = null) =>
        DetectionRewriter.Map(rule, leaf => meant?.Invoke(leaf) == false ? leaf : LeafTests.With(leaf, [.. LeafTests.Of(leaf).Select(t => Fill(t, values, rule, leaf, errors))])) ?? rule;

    private static SigmaTest Fill(SigmaTest test, Func<string, IReadOnlyList<string>?> values, SigmaRule rule, SigmaDetection leaf, ICollection<SigmaError> errors) => test switch
    {
        SigmaTest.Expand expand => Fill(expand, values, rule, leaf, errors),
        SigmaTest.OneOf(var tests) => new SigmaTest.OneOf([.. tests.Select(t => Fill(t, values, rule, leaf, errors))]),
        _ => test,
    };

    private static SigmaTest Fill(
        SigmaTest.Expand expand, Func<string, IReadOnlyList<string>?> values, SigmaRule rule, SigmaDetection leaf, ICollection<SigmaError> errors)
    {
        var known = expand.Template.Names.Select(n => (Name: n, Values: values(n))).Where(v => v.Values is not null).ToDictionary(v => v.Name, v => v.Values!);
        if (known.Count == 0) return expand;
        var templates = Product(expand, known);
        if (templates is null || templates.Count == 0)
        {
            Refuse(rule, leaf, expand.Template.ToString(), $"from 1 to {MaxTexts} values in the place of the placeholders", errors);
            return expand;
        }

        var tests = new List<SigmaTest>();
        foreach (var template in templates)
        {
            if (template.Names.Any()) tests.Add(expand with { Template = template });
            else if (TestReader.Read(template.ToString(), expand.Modifiers, out var expected) is { } test) tests.Add(test);
            else Refuse(rule, leaf, template.ToString(), expected, errors);
        }

        return tests is [var only] ? only : new SigmaTest.OneOf(tests);
    }

    private static IEnumerable<SigmaTest.Expand> Open(SigmaTest test) => test switch
    {
        SigmaTest.Expand expand => [expand],
        SigmaTest.OneOf(var tests) => tests.SelectMany(Open),
        _ => [],
    };

    private static List<SigmaTemplate>? Product(SigmaTest.Expand expand, Dictionary<string, IReadOnlyList<string>> known)
    {
        List<List<SigmaTemplate.Part>> texts = [[]];
        foreach (var part in expand.Template.Parts)
        {
            if (!part.IsPlaceholder || !known.TryGetValue(part.Text, out var values))
            {
                foreach (var text in texts) text.Add(part);
                continue;
            }

            if ((long)texts.Count * values.Count > MaxTexts) return null;
            texts = [.. texts.SelectMany(t => values.Select(v => (List<SigmaTemplate.Part>)[.. t, new SigmaTemplate.Part(false, In(expand.Modifiers, v))]))];
        }

        return [.. texts.Select(t => new SigmaTemplate(t))];
    }

    /// <summary>In an expression the value's wildcards become its, and all else is literal.</summary>
    private static string In(Modifiers modifiers, string value)
    {
        if (modifiers.Kind != Modifiers.Test.Expression) return value;
        var text = new StringBuilder();
        foreach (var part in SigmaPattern.Parse(value).Parts)
            text.Append(part.Kind switch
            {
                SigmaPattern.Kind.Star => ".*",
                SigmaPattern.Kind.One => ".",
                SigmaPattern.Kind.Literal => Regex.Escape(part.Text),
                _ => throw new InvalidOperationException($"No part of a written value: {part.Kind}."),
            });
        return text.ToString();
    }

    private static void Refuse(SigmaRule rule, SigmaDetection leaf, string found, string expected, ICollection<SigmaError> errors)
    {
        var (field, line, column) = LeafTests.Place(leaf);
        errors.Add(new SigmaError(rule.Header.File, line, $"detection: {field}", expected, FieldReader.Cut(found)) { Column = column, Fault = SigmaFault.Placeholder });
    }
}
