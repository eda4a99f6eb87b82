using Ward.Detect.Findings;

namespace Ward.Detect.Matching;

/// <summary>At least <paramref name="count"/> of the parts hold; all of them: AND; one: OR.</summary>
internal sealed class AtLeastNode(int count, Node[] parts) : Node
{
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
    internal override bool Holds(EventReader reader) => !inner.Holds(reader);
}

/// <summary>A selection under its name, so that the explanation can say it.</summary>
internal sealed class SelectionNode(string name, Node detection) : Node
{
    internal override bool Holds(EventReader reader) => detection.Holds(reader);

    internal override void Explain(EventReader reader, string selection, List<FieldShown> shown) => detection.Explain(reader, name, shown);
}
