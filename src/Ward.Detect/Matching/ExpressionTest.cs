using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Ward.Detect.Matching;

/// <summary>A regular expression over the value as text, invalid UTF-8 replaced. One that runs out of patience is not found, and counted.</summary>
internal sealed class ExpressionTest(Regex regex) : ValueTest
{
    internal override bool Holds(ReadOnlySpan<byte> value, EventReader reader)
    {
        var pooled = value.Length > 512 ? ArrayPool<char>.Shared.Rent(value.Length) : null;
        var chars = pooled ?? stackalloc char[512];
        try
        {
            return regex.IsMatch(chars[..Encoding.UTF8.GetChars(value, chars)]);
        }
        catch (RegexMatchTimeoutException)
        {
            reader.RanOutOfPatience();
            return false;
        }
        finally
        {
            if (pooled is not null) ArrayPool<char>.Shared.Return(pooled);
        }
    }
}
