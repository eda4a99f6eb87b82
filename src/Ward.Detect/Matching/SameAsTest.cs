using System.Text;

namespace Ward.Detect.Matching;

/// <summary>The value of another field of the same event, or one that holds it.</summary>
/// <param name="before">Open before the other's value.</param>
/// <param name="after">Open after the other's value.</param>
internal sealed class SameAsTest(int other, bool cased, bool before, bool after) : ValueTest
{
    internal override bool Holds(ReadOnlySpan<byte> value, EventReader reader)
    {
        if (!reader.TryGet(other, out var wanted)) return false;
        while (!Begins(value, wanted))
        {
            if (!before || value.IsEmpty) return false;
            Rune.DecodeFromUtf8(value, out _, out var skipped);
            value = value[skipped..];
        }

        return true;
    }

    private bool Begins(ReadOnlySpan<byte> value, ReadOnlySpan<byte> wanted)
    {
        while (!value.IsEmpty && !wanted.IsEmpty)
        {
            Rune.DecodeFromUtf8(value, out var a, out var used);
            Rune.DecodeFromUtf8(wanted, out var b, out var taken);
            if (cased ? !value[..used].SequenceEqual(wanted[..taken]) : GlobTest.Fold(a) != GlobTest.Fold(b)) return false;
            value = value[used..];
            wanted = wanted[taken..];
        }

        return wanted.IsEmpty && (after || value.IsEmpty);
    }
}
