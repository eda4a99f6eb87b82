using Ward.Detect.Matching;

namespace Ward.Detect.Correlation;

/// <summary>Whether a field had one and the same value in all events of a group: only then is the finding about it.</summary>
internal struct Sameness
{
    internal byte[]? Value;
    internal bool Varies;

    internal readonly ReadOnlySpan<byte> Single => Varies ? default : Value;

    internal void See(ReadOnlySpan<byte> value)
    {
        if (Varies) return;
        value = value[..Texts.Length(value, Texts.ShownBytes)];
        if (Value is null) Value = value.ToArray();
        else if (!value.SequenceEqual(Value)) Varies = true;
    }

    internal readonly void Write(BinaryWriter writer)
    {
        writer.Write(Varies);
        writer.Write(Value?.Length ?? -1);
        if (Value is not null) writer.Write(Value);
    }

    internal static Sameness Read(BinaryReader reader)
    {
        var varies = reader.ReadBoolean();
        var length = reader.ReadInt32();
        return new Sameness { Varies = varies, Value = length < 0 ? null : reader.ReadBytes(length) };
    }
}
