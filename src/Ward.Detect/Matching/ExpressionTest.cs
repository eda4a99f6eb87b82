using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

/// <summary>
/// A regular expression over the value as text, invalid UTF-8 replaced. Most values are decided fastest with backtracking, so that is tried
/// first and cut off early; then the same expression is searched in linear time, so that no clock has a say in the verdict.
/// </summary>
/// <param name="regex">One that can be searched in linear time: others are refused where rules are read.</param>
internal sealed class ExpressionTest(Regex regex) : ValueTest
{
    private static readonly TimeSpan Hurry = TimeSpan.FromMilliseconds(5);

    /// <summary>What a cut-off costs in searches that are then not tried with backtracking, once there were <see cref="Trusted"/> of them.</summary>
    private const int Penalty = 1024;

    private const int Trusted = 16;
    private readonly Regex quick = new(regex.ToString(), regex.Options, Hurry);
    private Regex? steady;
    private int debt;

    internal override bool Holds(ReadOnlySpan<byte> value, EventReader reader)
    {
        var pooled = value.Length > 512 ? ArrayPool<char>.Shared.Rent(value.Length) : null;
        var chars = pooled ?? stackalloc char[512];
        try
        {
            return IsMatch(chars[..Encoding.UTF8.GetChars(value, chars)]);
        }
        finally
        {
            if (pooled is not null) ArrayPool<char>.Shared.Return(pooled);
        }
    }

    // Shared by engines of several threads: a lost update of the debt costs nothing, and an expression made twice is the same.
    private bool IsMatch(ReadOnlySpan<char> text)
    {
        if (debt > 0) debt--;
        if (steady is not null && debt > Trusted * Penalty) return steady.IsMatch(text);
        try
        {
            return quick.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            steady ??= ExpressionReader.Linear(regex) ?? throw new InvalidOperationException($"An expression that cannot be searched in linear time was let through: {regex}");
            debt += Penalty;
            return steady.IsMatch(text);
        }
    }
}
