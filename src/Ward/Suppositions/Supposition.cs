using System.Net;
using Ward.City;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;

namespace Ward.Suppositions;

/// <summary>What somebody supposes of an attacker, told as the incident that certain evidence of it would make, so that the chapters answer it as they answer a real one.</summary>
/// <param name="Held">Assets on which he has got in.</param>
/// <param name="Logins">Names of accounts that he has used there.</param>
/// <param name="From">Addresses from which he comes.</param>
/// <param name="Tried">Assets on which he tries passwords.</param>
public sealed record Supposition(IReadOnlyList<AssetId> Held, IReadOnlyList<string> Logins, IReadOnlyList<IPAddress> From, IReadOnlyList<AssetId> Tried)
{
    /// <summary>By which the findings of a supposition are known.</summary>
    public const string Detector = "supposition";

    private static readonly string[] ValidAccounts = ["T1078"], BruteForce = ["T1110"];

    /// <summary>The names in it that the city does not have, in words; empty where it can be answered.</summary>
    public IEnumerable<string> Unknown(CityModel city)
    {
        foreach (var asset in Held.Concat(Tried).Where(a => city.Find(a) is null)) yield return $"there is no asset '{asset}'";
        foreach (var login in Logins.Where(l => city.AccountsNamed(l).Count == 0)) yield return $"there is no account with the login '{login}'";
        if (Held.Count == 0 && Tried.Count == 0) yield return "nothing is supposed: name an asset that is held or tried";
        if (Held.Count == 0 && From.Count == 0) yield return "passwords are tried from an address: name it";
    }

    /// <param name="at">The moment of all that is supposed.</param>
    public Incident In(CityModel city, DateTimeOffset at)
    {
        var logins = Logins.Select(l => new Entity.Login(l)).ToList();
        var from = From.Select(a => new Entity.Source(a)).ToList();
        List<Finding> findings = [];
        if (Held.Count > 0) findings.Add(Finding("held", Meaning.Compromise, ValidAccounts, [.. from, .. Held.Select(a => new Entity.Host(a)), .. logins]));
        if (Tried.Count > 0) findings.Add(Finding("tried", Meaning.Attempt, BruteForce, [.. from, .. Tried.Select(a => new Entity.Host(a))]));
        return new Incident(new IncidentId(Detector), 1, city.Id, at, at, "Supposed", Severity.High, findings, [.. findings.SelectMany(f => f.Entities).Distinct()]);

        Finding Finding(string id, Meaning meaning, IReadOnlyList<string> techniques, IReadOnlyList<Entity> entities) => new(
            new FindingId($"{Detector}:{id}"), city.Id, at, 0, Detector, Detector, "Supposed", Severity.High, techniques, meaning, entities, Attested: true,
            new Explanation("nothing", "what is supposed", null, at, at, []), []) { SenderKnown = true };
    }
}
