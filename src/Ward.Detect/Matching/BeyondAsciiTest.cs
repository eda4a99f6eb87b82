using System.Text;

namespace Ward.Detect.Matching;

/// <summary>The value has a byte beyond ASCII.</summary>
internal sealed class BeyondAsciiTest : ValueTest
{
    internal override bool Holds(ReadOnlySpan<byte> value, EventReader reader) => !Ascii.IsValid(value);
}
