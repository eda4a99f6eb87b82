using Ward.Ingest.Decoders.Formats;

namespace Ward.Ingest.Decoders.Families;

/// <summary>Formats that many products share; asked last.</summary>
internal static class FormatDecoders
{
    public static readonly Func<IDecoder>[] All =
    [
        () => new CefDecoder(),
        () => new LeefDecoder(),
        () => new CapDecoder(),
        () => new PairsDecoder(),
        () => new JsonDecoder(),
    ];
}
