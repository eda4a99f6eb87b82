using Ward.Detect.Findings;

namespace Ward.Detect.Matching;

/// <summary>Values sought in every field and in the raw line.</summary>
/// <param name="words">The tests as the rule has them, for the explanation.</param>
internal sealed class KeywordNode(ValueTest[] tests, string[] words, bool every) : Node
{
    internal override bool Holds(EventReader reader)
    {
        foreach (var test in tests)
            if (Found(test, reader, out _) != every) return !every;
        return every;
    }

    internal override void Explain(EventReader reader, string selection, List<FieldShown> shown)
    {
        for (var i = 0; i < tests.Length; i++)
            if (Found(tests[i], reader, out var field))
                shown.Add(new FieldShown(field < 0 ? "line" : Texts.Of(reader.Event.NameAt(field), Texts.ShownBytes), words[i], selection));
    }

    private static bool Found(ValueTest test, EventReader reader, out int field)
    {
        for (field = 0; field < reader.Event.FieldCount; field++)
            if (test.Holds(reader.Event.ValueAt(field), reader)) return true;
        field = -1;
        return test.Holds(reader.Event.Raw.Span, reader);
    }
}
