using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Kinds;

internal sealed class MissingCloudHardening : ThreatKind
{
    private static readonly (string Tag, string Name)[] Providers = [("aws", "AWS"), ("azure", "Azure"), ("gcp", "Google Cloud"), ("ocp", "Oracle Cloud")];

    // Services whose own guides differ from the provider's.
    private static readonly (string Tag, string Suffix, string Name)[] Services = [("aws:ec2", "ec2", "EC2"), ("aws:s3", "s3", "S3")];

    public override KindAbout About { get; } = new(
        "missing-cloud-hardening", "Missing cloud hardening",
        "Cloud services come open and logged too little unless somebody closes and logs them.",
        "Trust boundaries in a cloud, boundaries and shared runtimes that carry a provider's tag (aws, azure, gcp, ocp); one asset as an example for a provider that only assets name; and assets tagged aws:ec2 or aws:s3, which have guides of their own.",
        "Worth of all that is inside: medium impact, high from confidential or critical on, very high at the highest rating.",
        "Apply the provider's benchmark and the guide of each service, and let a tool check them continuously.",
        "Does the account pass the provider's benchmark?",
        StrideCategory.Tampering, 1008, RiskFunction.Operations, Facts.Technologies | Facts.Boundaries | Facts.Runtimes);

    public override IEnumerable<Finding> Look(SystemModel model)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var runtime in model.Runtimes.OrderBy(r => r.Id, StringComparer.Ordinal))
            foreach (var (tag, name) in Providers.Where(p => HasProvider(runtime.Tags, p.Tag)))
            {
                named.Add(tag);
                yield return Risk(model, runtime.Title, name, [.. runtime.Running.Select(model.Asset)], runtime.Id, tag);
            }

        foreach (var boundary in model.Boundaries.OrderBy(b => b.Id, StringComparer.Ordinal))
        {
            var providers = Providers.Where(p => HasProvider(boundary.Tags, p.Tag)).ToList();
            foreach (var (tag, name) in providers)
            {
                named.Add(tag);
                yield return Risk(model, boundary.Title, name, model.AllInside(boundary), boundary.Id, tag);
            }

            if (providers.Count == 0 && boundary.IsCloud) yield return Risk(model, boundary.Title, null, model.AllInside(boundary), boundary.Id);
        }

        foreach (var (tag, name) in Providers.Where(p => !named.Contains(p.Tag)))
            if (model.InScope.Where(a => HasProvider(a.Tags, tag)).MaxBy(a => Attractiveness.Own(a.Own)) is { } example)
                yield return Risk(model, example.Title, name, [example], example.Id, tag);
        foreach (var asset in model.InScope)
            foreach (var (tag, suffix, name) in Services.Where(s => TagsOver(model, asset).Contains(s.Tag, StringComparer.OrdinalIgnoreCase)))
                yield return Risk(model, asset.Title, name, [asset], asset.Id, suffix);
    }

    private static bool HasProvider(IEnumerable<string> tags, string provider) =>
        tags.Any(t => t.Equals(provider, StringComparison.OrdinalIgnoreCase) || t.StartsWith(provider + ":", StringComparison.OrdinalIgnoreCase));

    // Tags of what is round an asset hold for it, where it carries none of a service itself.
    private static IEnumerable<string> TagsOver(SystemModel model, TechnicalAsset asset)
    {
        if (Services.Any(s => asset.IsTagged(s.Tag))) return asset.Tags;
        var over = new List<string>();
        for (var at = model.BoundaryOf(asset); at is not null; at = model.Above(at)) over.AddRange(at.Tags);
        foreach (var runtime in model.Runtimes.Where(r => r.Running.Contains(asset.Id))) over.AddRange(runtime.Tags);
        return over;
    }

    private Finding Risk(SystemModel model, string title, string? guide, IReadOnlyList<TechnicalAsset> inside, string id, string? suffix = null)
    {
        var worth = inside.Aggregate(default(Sensitivity), (w, a) => w.And(model.Worth(a)));
        var impact = worth.IsHighest ? RiskImpact.VeryHigh : worth.IsHigh ? RiskImpact.High : RiskImpact.Medium;
        var found = Found($"{title} may not be hardened as {guide ?? "its cloud provider"} advises", Likelihood.Unlikely, impact, BreachProbability.Probable, inside.Select(a => a.Id), id);
        return suffix is null ? found : found with { Id = $"{found.Id}@{suffix}", AlsoTrackedAs = [found.Id] };
    }
}
