using System.Collections.Frozen;

namespace Ward.Ingest.Decoders;

/// <summary>
/// What a decoder can write at all: its log sources and fields, from a table that stands beside the decoders (<c>Schema/decoders.tsv</c>) and that
/// every decoder's tests are held against. It may name more than is ever written, never less.
/// </summary>
public sealed class DecoderReach
{
    private const string Any = "*";
    private static readonly FrozenDictionary<string, DecoderReach> Table = Read();

    private readonly FrozenSet<string>? names;

    private DecoderReach(string decoder, IReadOnlyList<LogSource> sources, FrozenSet<string>? names) => (Decoder, Sources, this.names) = (decoder, sources, names);

    public string Decoder { get; }

    /// <summary>Its log sources; a part that is '*' is the line's own word.</summary>
    public IReadOnlyList<LogSource> Sources { get; }

    /// <summary>True where a line names its fields itself, so that any may be there.</summary>
    public bool IsOpen => names is null;

    /// <summary>The row of a decoder; null for <see cref="DecoderSet.Auto"/> and for names that there are not.</summary>
    public static DecoderReach? Of(string decoder) => Table.GetValueOrDefault(decoder);

    /// <summary>Whether it may set a field of this OCSF path or own name, or the chapter adds it to what it wrote: the area of an OT protocol's device, from the city.</summary>
    public bool MaySet(string name) => names is null || names.Contains(name) || (name == Fields.PathOf(Fields.OtArea) && names.Contains(Fields.PathOf(Fields.OtProtocol)));

    /// <summary>The log sources at which a rule that states these parts looks, fixed ones first; a part that is the line's own word takes the one stated.</summary>
    public IEnumerable<(LogSource Source, bool IsOwnWord)> Answers(string category, string product, string service) =>
        from source in Sources
        let own = source.Category == Any || source.Product == Any || source.Service == Any
        let told = own ? new LogSource(Told(source.Category, category), Told(source.Product, product), Told(source.Service, service)) : source
        where told.Answers(category, product, service)
        orderby own
        select (told, own);

    /// <summary>Whether it may write this log source.</summary>
    public bool MayWrite(LogSource source) => Sources.Any(s => Fits(s.Category, source.Category) && Fits(s.Product, source.Product) && Fits(s.Service, source.Service));

    private static bool Fits(string row, string there) => row == Any || row == there;

    private static string Told(string row, string stated) => row == Any ? stated : row;

    private static FrozenDictionary<string, DecoderReach> Read()
    {
        using var stream = typeof(DecoderReach).Assembly.GetManifestResourceStream("decoders.tsv") ?? throw new InvalidOperationException("The assembly lacks its table of decoders.");
        using var reader = new StreamReader(stream);
        var table = new Dictionary<string, DecoderReach>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split('\t') is not [var decoder, var sources, var names]) continue;
            table.Add(decoder, new DecoderReach(
                decoder,
                [.. sources.Split(' ').Select(s => s.Split('/')).Select(p => new LogSource(p[0], p[1], p[2]))],
                names == Any ? null : names.Split(' ').ToFrozenSet(StringComparer.Ordinal)));
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
