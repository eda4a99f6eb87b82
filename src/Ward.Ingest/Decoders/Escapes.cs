namespace Ward.Ingest.Decoders;

/// <summary>Takes backslashes away that keep the character behind them from meaning something. Values without one are not copied.</summary>
internal static class Escapes
{
    /// <summary>The value without its backslashes; \n and \r become line ends. The result lives in the buffer until the next call.</summary>
    public static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> value, ref byte[] buffer)
    {
        if (!value.Contains((byte)'\\')) return value;
        if (buffer.Length < value.Length) buffer = new byte[value.Length];
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c == '\\' && i + 1 < value.Length && value[i + 1] is ((byte)'\\' or (byte)'"' or (byte)'=' or (byte)'|' or (byte)'n' or (byte)'r'))
                c = value[++i] switch { (byte)'n' => (byte)'\n', (byte)'r' => (byte)'\r', var kept => kept };
            buffer[length++] = c;
        }

        return buffer.AsSpan(0, length);
    }
}
