using Ward.Detect.Findings;

namespace Ward.Detect.Matching;

/// <summary>At least <paramref name="count"/> of the parts hold; all of them: AND; one: OR.</summary>
internal sealed class AtLeastNode(int count, Node[] parts) : Node
{
    internal override Witness? Witness => Matching.Witness.AtLeast(count, [.. parts.Select(p => p.Witness)]);

    internal override IEnumerable<Unit> Units => parts.SelectMany(p => p.Units);

    internal override bool Holds(EventReader reader)
    {
        int held = 0, left = parts.Length;
        foreach (var part in parts)
        {
            if (held + left < count) return false;
            left--;
            if (part.Holds(reader) && ++held == count) return true;
        }

        return held >= count;
    }

    internal override void Explain(EventReader reader, string selection, List<FieldShown> shown)
    {
        foreach (var part in parts)
            if (part.Holds(reader)) part.Explain(reader, selection, shown);
    }
}

internal sealed class NotNode(Node inner) : Node
{
    internal override Witness? Witness => null;

    internal override IEnumerable<Unit> Units => inner.Units;

    internal override bool Holds(EventReader reader) => !inner.Holds(reader);
}

/// <summary>A selection under its name, so that the explanation can say it.</summary>
internal sealed class SelectionNode(string name, Node detection) : Node
{
    internal override Witness? Witness => detection.Witness;

    internal override IEnumerable<Unit> Units => detection.Units;

    internal override bool Holds(EventReader reader) => detection.Holds(reader);

    internal override void Explain(EventReader reader, string selection, List<FieldShown> shown) => detection.Explain(reader, name, shown);
}
