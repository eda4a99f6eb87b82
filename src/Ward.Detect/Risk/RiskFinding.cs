using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ward.Detect.Findings;

namespace Ward.Detect.Risk;

/// <summary>The finding that quiet findings make together. It rests on what others said: it attests nothing, belongs to no family of evidence of its own and is at most unusual.</summary>
internal static class RiskFinding
{
    public const string Detector = "risk:entity";
    private const string Family = "risk";
    private const int MostTold = 8;

    /// <param name="cause">The finding that took the risk over the threshold.</param>
    public static Finding Of(EntityRisk risk, Finding cause, RiskOptions options)
    {
        var quiet = risk.Reasons.Where(r => r.Quiet && r.Points >= options.LeastShare).ToList();
        var seen = string.Create(CultureInfo.InvariantCulture, $"{risk.QuietPoints:0} points from {quiet.Count} detectors: {string.Join("; ", quiet.Take(MostTold).Select(Told))}");
        return new Finding(
            IdOf(risk.Entity, cause), cause.City, cause.Time, cause.Offset, Detector, Family, $"Many small signs about {Kind(risk.Entity)} {Shown.Name(risk.Entity.ToString()!)}",
            risk.QuietPoints >= 2 * options.Threshold ? Severity.High : Severity.Medium,
            [.. quiet.SelectMany(r => r.Techniques).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostTold)],
            Meaning.Unusual, [risk.Entity], false,
            new Explanation(
                string.Create(CultureInfo.InvariantCulture, $"fewer than {options.Threshold:0} points from findings that alone are no reason to look up"), seen, null,
                quiet.Min(r => r.First), cause.Time,
                [.. quiet.Take(MostTold).Select(r => new FieldShown(r.Detector, string.Create(CultureInfo.InvariantCulture, $"{r.Points:0.#} points, {r.Times} times, last {r.Last:yyyy-MM-dd HH:mm:ss}"), Shown.Sentence(r.Title, 80)))]),
            cause.Evidence);
    }

    private static string Told(RiskReason reason) => string.Create(CultureInfo.InvariantCulture, $"“{Shown.Sentence(reason.Title, 60)}” {reason.Points:0.#} ({(reason.Times == 1 ? "once" : $"{reason.Times} times")})");

    private static string Kind(Entity entity) => entity switch
    {
        Entity.Source => "the address",
        Entity.Host => "the host",
        Entity.Login => "the login",
        _ => throw new InvalidOperationException($"Unknown entity {entity.GetType().Name}."),
    };

    private static FindingId IdOf(Entity entity, Finding cause) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Detector}\n{cause.Id}\n{entity.GetType().Name}\n{entity}")).AsSpan(0, 16)));
}
