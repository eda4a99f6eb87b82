using System.Text;

namespace Ward.Ingest.Decoders.Json;

/// <summary>A member's dotted path as a decoder asks for it, with its hash worked out once.</summary>
internal sealed class MemberName(string path)
{
    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(path);

    public uint Hash { get; } = MemberTable.HashOf(Encoding.UTF8.GetBytes(path));

    public override string ToString() => path;
}
