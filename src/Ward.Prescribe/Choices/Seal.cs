using System.Security.Cryptography;
using System.Text;
using Ward.City;
using Ward.Detect.Incidents;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Choices;

/// <summary>Hash and id of a plan, from its content alone.</summary>
internal static class Seal
{
    /// <summary>Canonical text: a version line, the city, then the measures' keys in ordinal order, one a line.</summary>
    public static string Hash(CityId city, IEnumerable<Measure> measures) =>
        Sha($"ward-measures-1\n{city}\n{string.Join('\n', measures.Select(m => m.Key).Order(StringComparer.Ordinal))}\n");

    public static PrescriptionId Id(Incident incident, string cityVersion, string hash) =>
        new("rx-" + Sha($"ward-prescription-1\n{incident.City}\n{incident.Id}\n{incident.Revision}\n{(incident.Verdicts > 0 ? $"verdicts {incident.Verdicts}\n" : "")}{cityVersion}\n{hash}\n")[..32]);

    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
