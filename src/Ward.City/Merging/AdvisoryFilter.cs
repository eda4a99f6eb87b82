using Ward.City.Software;
using Ward.Standards.Packages;

namespace Ward.City.Merging;

/// <summary>Whether what an advisory says can concern a city at all: a register of all vulnerabilities is far larger than what one city runs.</summary>
/// <param name="city">Whose assets have makes, models and CPE names.</param>
public sealed class AdvisoryFilter(CityModel city, InstalledPackages installed)
{
    private const string Named = "asset";

    private HashSet<string>? wanted;

    /// <summary>What the city has, as <see cref="KeysOf"/> writes it: what has no key among them concerns it not.</summary>
    public IReadOnlySet<string> Wanted => wanted ??=
    [
        Named,
        .. installed.Names.SelectMany(n => (string[])[OfPackage(n), OfModel(n)]),
        .. city.Assets.Select(a => a.Make).SelectMany(m => m.Cpes.Select(OfCpe).Append(m.Model is { } model ? OfModel(model) : null).Append(m.Serial is { } serial ? OfSerial(serial) : null)).OfType<string>(),
    ];

    /// <summary>By what an exposure of an advisory may concern a city, each once or more.</summary>
    public static IEnumerable<string> KeysOf(CityRecord exposure)
    {
        if (exposure["asset"] is not null) return [Named];
        var urls = Managed(exposure);
        return urls.Count > 0 ? urls.Select(u => OfPackage(u.Name)) : exposure.All("models").Select(OfModel).Concat(exposure.All("cpes").Select(OfCpe).OfType<string>()).Concat(exposure.All("serials").Select(OfSerial));
    }

    /// <summary>By its keys alone: a version or a vendor may become another in the city, and nothing is read again for that; the merge compares them.</summary>
    public bool Concerns(CityRecord exposure) => KeysOf(exposure).Any(Wanted.Contains);

    private static List<PackageUrl> Managed(CityRecord exposure) => [.. exposure.All("purls").Select(p => PackageUrl.TryRead(p, out var url) && PackageIdentity.ManagerOf(url) is not null ? url : null).OfType<PackageUrl>()];

    private static string OfPackage(string name) => $"package {name}";

    private static string OfModel(string model) => $"model {InstalledPackages.Plain(model)}";

    private static string OfSerial(string serial) => $"serial {serial.ToUpperInvariant()}";

    private static string? OfCpe(string cpe) => ProductMatch.ProductOf(cpe) is { } product ? $"cpe {product}" : null;
}
