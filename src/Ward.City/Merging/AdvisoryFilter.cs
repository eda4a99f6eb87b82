using Ward.City.Software;
using Ward.Standards.Packages;

namespace Ward.City.Merging;

/// <summary>Whether what an advisory says can concern a city at all: a register of all vulnerabilities is far larger than what one city runs.</summary>
/// <param name="city">Whose assets have makes, models and CPE names.</param>
public sealed class AdvisoryFilter(CityModel city, InstalledPackages installed)
{
    private readonly List<Assets.Asset> made = [.. city.Assets.Where(a => a.Make.Model is not null || a.Make.Serial is not null || a.Make.Cpes.Count > 0)];

    public bool Concerns(CityRecord exposure)
    {
        if (exposure["asset"] is not null) return true;
        var urls = exposure.All("purls");
        if (urls.Any(p => PackageUrl.TryRead(p, out var url) && PackageIdentity.ManagerOf(url) is not null)) return urls.Any(p => PackageUrl.TryRead(p, out var url) && installed.Named(url.Name).Count > 0);
        return (urls.Count == 0 && exposure.All("models").Any(m => installed.Called(m).Count > 0)) || made.Exists(a => ProductMatch.Is(exposure, a) != false);
    }
}
