using System.Globalization;

namespace Ward.Govern.ThreatModel.Systems;

/// <summary>Everything that a model says, one fact at a time, so that two models can be told apart. What is not known is no fact.</summary>
public static class SystemFacts
{
    /// <summary>Sorted by element and field; no two facts share both.</summary>
    public static IReadOnlyList<Fact> Of(SystemModel model) =>
    [
        .. model.Assets.SelectMany(Asset).Concat(model.Links.SelectMany(Link)).Concat(model.Boundaries.SelectMany(Boundary)).Concat(model.Runtimes.SelectMany(Runtime)).Concat(model.Data.SelectMany(Data))
            .Where(f => f.Value is not null).Select(f => new Fact(f.Element, f.Field, f.Value!)).DistinctBy(f => (f.Element, f.Field)).OrderBy(f => f.Element, StringComparer.Ordinal).ThenBy(f => f.Field, StringComparer.Ordinal),
    ];

    private static IEnumerable<(string Element, string Field, string? Value)> Asset(TechnicalAsset a) =>
    [
        (a.Id, "type", Word(a.Type)), (a.Id, "technologies", List(a.Technologies)), (a.Id, "machine", Word(a.Machine)), (a.Id, "encryption", Word(a.Encryption)), (a.Id, "out of scope", Word(a.OutOfScope)),
        (a.Id, "internet", Word(a.Internet)), (a.Id, "used by people", Word(a.UsedByHuman)), (a.Id, "several tenants", Word(a.MultiTenant)), (a.Id, "redundant", Word(a.Redundant)),
        (a.Id, "written by its owners", Word(a.CustomDeveloped)), (a.Id, "operations", Word(a.DevOps)), (a.Id, "confidentiality", Word(a.Own.Confidentiality)), (a.Id, "integrity", Word(a.Own.Integrity)),
        (a.Id, "availability", Word(a.Own.Availability)), (a.Id, "processes", List(a.Processed)), (a.Id, "stores", List(a.Stored)), (a.Id, "formats", List(a.Formats)), (a.Id, "tags", List(a.Tags)),
    ];

    private static IEnumerable<(string Element, string Field, string? Value)> Link(Link l) =>
    [
        (l.Id, "from", l.Source), (l.Id, "to", l.Target), (l.Id, "protocol", l.Protocol), (l.Id, "authentication", Word(l.Authentication)), (l.Id, "authorization", Word(l.Authorization)), (l.Id, "vpn", Word(l.Vpn)),
        (l.Id, "address filter", Word(l.IpFiltered)), (l.Id, "read-only", Word(l.ReadOnly)), (l.Id, "operations", Word(l.DevOps)), (l.Id, "sends", List(l.Sent)), (l.Id, "receives", List(l.Received)),
    ];

    private static IEnumerable<(string Element, string Field, string? Value)> Boundary(Boundary b) => [(b.Id, "boundary", Word(b.Type)), (b.Id, "holds", List(b.Inside)), (b.Id, "nests", List(b.Nested)), (b.Id, "tags", List(b.Tags))];

    private static IEnumerable<(string Element, string Field, string? Value)> Runtime(SharedRuntime r) => [(r.Id, "runs", List(r.Running)), (r.Id, "tags", List(r.Tags))];

    private static IEnumerable<(string Element, string Field, string? Value)> Data(DataAsset d) =>
        [(d.Id, "secrecy of data", Word(d.Confidentiality)), (d.Id, "integrity of data", Word(d.Integrity)), (d.Id, "availability of data", Word(d.Availability)), (d.Id, "amount of data", d.Amount.ToString(CultureInfo.InvariantCulture))];

    private static string? List(IReadOnlyList<string>? values) => values is { Count: > 0 } ? string.Join(", ", values.Order(StringComparer.Ordinal)) : null;

    private static string? Word(bool? value) => value switch { true => "yes", false => "no", null => null };

    private static string? Word<T>(T? value) where T : struct, Enum => value is { } known ? Word(known) : null;

    // OnPremises is told as 'on premises'.
    private static string Word<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}
