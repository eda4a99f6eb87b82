namespace Ward.Ingest.Decoders;

/// <summary>The decoders that there are. To add one: a file here, a line below.</summary>
public static class DecoderSet
{
    /// <summary>The decoder that looks at each line.</summary>
    public const string Auto = "auto";

    /// <summary>Every name that a feed may ask for.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All().Select(d => d.Name), Auto];

    /// <summary>A fresh decoder by name; false where there is none.</summary>
    public static bool TryMake(string name, out IDecoder decoder)
    {
        decoder = name == Auto ? new AutoDecoder() : All().FirstOrDefault(d => d.Name == name)!;
        return decoder is not null;
    }

    private static IDecoder[] All() => [new SshdDecoder(), new PamDecoder(), new NginxDecoder(), new NftablesDecoder(), new JsonDecoder()];
}
