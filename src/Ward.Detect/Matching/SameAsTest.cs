using System.Text;

namespace Ward.Detect.Matching;

/// <summary>The value of another field of the same event.</summary>
internal sealed class SameAsTest(int other, bool cased) : ValueTest
{
    internal override bool Holds(ReadOnlySpan<byte> value, EventReader reader)
    {
        if (!reader.TryGet(other, out var wanted)) return false;
        if (cased || value.SequenceEqual(wanted)) return value.SequenceEqual(wanted);
        while (!value.IsEmpty && !wanted.IsEmpty)
        {
            Rune.DecodeFromUtf8(value, out var a, out var used);
            Rune.DecodeFromUtf8(wanted, out var b, out var taken);
            if (GlobTest.Fold(a) != GlobTest.Fold(b)) return false;
            value = value[used..];
            wanted = wanted[taken..];
        }

        return value.IsEmpty && wanted.IsEmpty;
    }
}
