namespace Ward.Detect.Matching;

internal sealed class OneOfTest(ValueTest[] tests) : ValueTest
{
    internal override bool Holds(ReadOnlySpan<byte> value, EventReader reader)
    {
        foreach (var test in tests)
            if (test.Holds(value, reader)) return true;
        return false;
    }
}
