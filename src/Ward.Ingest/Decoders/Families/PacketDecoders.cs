namespace Ward.Ingest.Decoders.Families;

/// <summary>Protocols of operational technology, read from packets.</summary>
internal static class PacketDecoders
{
    public static readonly Func<IDecoder>[] All = [];
}
