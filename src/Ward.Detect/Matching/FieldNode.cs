using Ward.Detect.Findings;

namespace Ward.Detect.Matching;

/// <summary>A field against its tests.</summary>
/// <param name="whenAbsent">How many of the tests hold for a field that is not there: null, and exists with false.</param>
internal sealed class FieldNode(int field, ValueTest[] tests, int whenAbsent, bool every, bool negated) : Node
{
    internal override bool Holds(EventReader reader)
    {
        var wanted = every ? tests.Length + whenAbsent : 1;
        if (!reader.TryGet(field, out var value)) return whenAbsent >= wanted != negated;
        var held = 0;
        foreach (var test in tests)
        {
            if (test.Holds(value, reader)) held++;
            else if (every) break;
            if (held >= wanted) break;
        }

        return held >= wanted != negated;
    }

    internal override void Explain(EventReader reader, string selection, List<FieldShown> shown)
    {
        if (reader.TryGet(field, out var value)) shown.Add(new FieldShown(reader.PathOf(field), Texts.Of(value, Texts.ShownBytes), selection));
    }
}
