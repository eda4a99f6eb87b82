using Ward.Ingest.Decoders.Windows;

namespace Ward.Ingest.Decoders.Families;

/// <summary>Sources that write JSON or XML, each recognised by its own members.</summary>
internal static class JsonDecoders
{
    public static readonly Func<IDecoder>[] All =
    [
        () => new WinlogbeatDecoder(),
        () => new WindowsJsonDecoder(),
    ];
}
