using System.Globalization;
using Ward.City.Exposures;
using Ward.Standards.Cvss;

namespace Ward.City.Merging;

/// <summary>What registers say of a vulnerability, the one that counts most first, field by field.</summary>
internal sealed class SignalMerge(MergeState state, IEnumerable<CityRecord> records)
{
    private readonly ILookup<string, CityRecord> byCve = records.ToLookup(r => r.Key, StringComparer.OrdinalIgnoreCase);

    /// <param name="own">What the exposure's own source says; it counts before the registers.</param>
    public Signals? Of(string exposure, string? reference, Signals? own)
    {
        var ordered = reference is null ? [] : state.Policy.Ordered(byCve[reference]);
        var signals = new Signals(
            own?.Cvss ?? Read(exposure, "cvss", ordered, static t => CvssVector.TryRead(t, out var v, out _) ? v : null),
            own?.Epss ?? (Read(exposure, "epss", ordered, static t => t) is { } epss && double.TryParse(epss, NumberStyles.Float, CultureInfo.InvariantCulture, out var p) && p is >= 0 and <= 1 ? p : null),
            own?.InKev ?? Flag(Read(exposure, "kev", ordered, static t => t)),
            own?.Exploitation ?? (Read(exposure, "exploitation", ordered, static t => t) is { } known && Signals.Exploitations.TryGetValue(known, out var exploitation) ? exploitation : null),
            own?.Automatable ?? Flag(Read(exposure, "automatable", ordered, static t => t)));
        return signals == Signals.None ? null : signals;
    }

    /// <summary>The smaller, the sooner it is attacked by what registers say: below -1 where it is attacked already, else less by its EPSS, and a little by its CVSS score. Leaves no trace.</summary>
    /// <param name="own">What the exposure's own source says; it counts before the registers.</param>
    public double Urgency(string reference, CvssVector? own)
    {
        var known = byCve[reference].ToList();
        var epss = known.Select(r => double.TryParse(r["epss"], NumberStyles.Float, CultureInfo.InvariantCulture, out var p) ? p : 0).DefaultIfEmpty(0).Max();
        return (IsAttacked(reference) ? -2 : 0) - epss - ((own ?? CvssOf(reference))?.Score ?? 0) / 1000;
    }

    /// <summary>True where a register says that it is attacked (KEV).</summary>
    public bool IsAttacked(string reference) => byCve[reference].Any(r => r["kev"] == "true");

    /// <summary>The vector of the register that counts most; null where none has one. Leaves no trace.</summary>
    public CvssVector? CvssOf(string reference) =>
        state.Policy.Ordered(byCve[reference]).Select(r => r["cvss"]).FirstOrDefault(t => t is not null) is { } text && CvssVector.TryRead(text, out var vector, out _) ? vector : null;

    private static bool? Flag(string? text) => text switch { "true" => true, "false" => false, _ => null };

    // That registers score differently is their business; who counts most is told by the trace.
    private T? Read<T>(string exposure, string field, IReadOnlyList<CityRecord> ordered, Func<string, T?> read) where T : class =>
        state.One(CityPart.Exposure, exposure, field, ordered, matters: false) is { } text ? read(text) : null;
}
