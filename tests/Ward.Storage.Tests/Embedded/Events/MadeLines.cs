using System.Text;
using CsCheck;

namespace Ward.Storage.Tests.Embedded.Events;

/// <summary>Lines and values of the kind that a template can go wrong with: what joins words and numbers, signs, escapes, characters of many bytes, and no characters at all.</summary>
internal static class MadeLines
{
    private static readonly byte[][] Pieces =
    [
        .. new[] { "a", "B", "7", "10", "255", ".", ".", "1.2.3.4", "10.", ".5", " ", " ", "=", "_", "\"", "\\", "\\\"", "é", "ß", "\u212a", "\u0130", "\U0001F600", "\u0301", "word", "Word", "\uE000", "\uE801", "\uEFFF", "\uEFFF3", "\0", "\u00EE" }.Select(Encoding.UTF8.GetBytes),
        [0xEE], [0x80], [0xC3], [0xF0, 0x9F], [0xFF],
    ];

    /// <summary>Bytes of every kind.</summary>
    public static Gen<byte[]> Bytes { get; } = Gen.Int[0, Pieces.Length - 1].Array[0, 24].Select(p => p.SelectMany(i => Pieces[i]).ToArray());

    /// <summary>A line, and values that mostly are cut from it.</summary>
    public static Gen<(byte[] Line, byte[][] Values)> LineWithValues { get; } =
        Gen.Select(Bytes, Gen.Select(Gen.Int[0, 100], Gen.Int[1, 12], Gen.Int[0, 9], Bytes).Array[0, 8]).Select((line, cuts) =>
            (line, cuts.Select(c => c.Item3 == 0 || line.Length == 0 ? c.Item4 : line[(c.Item1 % line.Length)..Math.Min(line.Length, (c.Item1 % line.Length) + c.Item2)]).ToArray()));
}
