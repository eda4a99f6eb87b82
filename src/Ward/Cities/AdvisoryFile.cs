using Ward.City.Imports;
using Ward.City.Merging;

namespace Ward.Cities;

/// <summary>One file of advisories as it was last read.</summary>
/// <param name="Stamp">Time of writing and length; a file that has others is read again; <see cref="Unread"/> where the system did not let it be read.</param>
/// <param name="IsRegister">True for one that speaks of everything (KEV, EPSS).</param>
/// <param name="Delta">What of it concerns the city; null where it could not be read, or is yet to be.</param>
internal sealed record AdvisoryFile((DateTime, long) Stamp, ImportFormat Format, bool IsRegister, CityDelta? Delta, IReadOnlyList<string> Problems)
{
    /// <summary>The stamp of no file that is there.</summary>
    public static (DateTime, long) Unread => default;

    /// <summary>Hashes of all that the file speaks of, what concerns nobody too (<see cref="AdvisoryFilter.KeysOf"/>, <see cref="OfVulnerability"/>): by them it is known whether it must be read again when the city has something new.</summary>
    public IReadOnlyList<int> Keys { get; init; } = [];

    public static string OfVulnerability(string reference) => $"vulnerability {reference}";

    /// <summary>Good within this process.</summary>
    public static int Hash(string key) => string.GetHashCode(key, StringComparison.Ordinal);

    public static IReadOnlyList<int> KeysOf(CityDelta whole)
    {
        var keys = new HashSet<int>();
        foreach (var record in whole.Records)
        {
            if (record.Part == CityPart.Vulnerability) keys.Add(Hash(OfVulnerability(record.Key)));
            else if (record.Part == CityPart.Exposure) keys.UnionWith(AdvisoryFilter.KeysOf(record).Select(Hash));
        }

        return [.. keys];
    }
}
