using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ward.Solver.Framing;

/// <summary>Builds one frame: length of what follows (4 bytes, little-endian), then numbers as they are laid out in memory on a little-endian machine, arrays with their count before them.</summary>
internal sealed class FrameWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(1 << 16);

    public FrameWriter(byte kind)
    {
        Integer(0);
        buffer.GetSpan(1)[0] = kind;
        buffer.Advance(1);
    }

    public void Integer(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(4), value);
        buffer.Advance(4);
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    public void Real(double value) => Long(BitConverter.DoubleToInt64Bits(value));

    public void Array(ReadOnlySpan<int> values) => Counted(values.Length, MemoryMarshal.AsBytes(values));

    public void Array(ReadOnlySpan<double> values) => Counted(values.Length, MemoryMarshal.AsBytes(values));

    public void Array(ReadOnlySpan<bool> values) => Counted(values.Length, MemoryMarshal.AsBytes(values));

    public void Text(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Counted(bytes.Length, bytes);
    }

    public void SendTo(Stream stream)
    {
        BinaryPrimitives.WriteInt32LittleEndian(MemoryMarshal.AsMemory(buffer.WrittenMemory).Span, buffer.WrittenCount - 4);
        stream.Write(buffer.WrittenSpan);
        stream.Flush();
    }

    private void Counted(int count, ReadOnlySpan<byte> bytes)
    {
        Integer(count);
        buffer.Write(bytes);
    }
}
