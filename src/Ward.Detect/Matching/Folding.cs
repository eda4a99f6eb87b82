using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ward.Detect.Matching;

/// <summary>Values with their ASCII letters in lower case, in one buffer that grows to the longest seen.</summary>
internal sealed class Folding
{
    /// <summary>So many zero bytes follow the folded value, for reads of whole vectors at its end.</summary>
    internal const int Padding = 48;

    private byte[] buffer = new byte[1024];

    /// <summary>Valid until the next call; <see cref="Padding"/> bytes may be read beyond it.</summary>
    internal ReadOnlySpan<byte> Fold(ReadOnlySpan<byte> value)
    {
        if (buffer.Length < value.Length + Padding) buffer = new byte[Math.Max(buffer.Length * 2, value.Length + Padding)];
        ref var from = ref MemoryMarshal.GetReference(value);
        ref var to = ref MemoryMarshal.GetArrayDataReference(buffer);
        var at = 0;
        for (; at <= value.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var block = Vector128.LoadUnsafe(ref from, (nuint)at);
            var isUpper = Vector128.LessThanOrEqual(block - Vector128.Create((byte)'A'), Vector128.Create((byte)25));
            (block | (isUpper & Vector128.Create((byte)0x20))).StoreUnsafe(ref to, (nuint)at);
        }

        for (; at < value.Length; at++) buffer[at] = Lower(value[at]);

        for (var zero = 0; zero < Padding; zero += Vector128<byte>.Count) Vector128<byte>.Zero.StoreUnsafe(ref to, (nuint)(value.Length + zero));
        return buffer.AsSpan(0, value.Length);
    }

    /// <summary>One byte in the same way.</summary>
    internal static byte Lower(byte b) => (uint)(b - 'A') <= 25 ? (byte)(b | 0x20) : b;
}
