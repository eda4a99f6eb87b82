using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using Ward.City;
using Ward.City.Zones;
using Ward.Standards.Misp;
using Ward.Standards.Stix;

namespace Ward.Detect.Indicators;

/// <summary>
/// Decides what an indicator may be used for. Everything detects; a measure may rest only on what is nobody's own, is on no never-block list,
/// is allowed by its source, and is reliable, credible, valid and fresh enough. Pure, thread-safe.
/// </summary>
public sealed class Hygiene
{
    private readonly HygieneOptions options;
    private readonly NeverBlock never;
    private readonly CityModel city;

    /// <exception cref="ValidationException">An option is out of its bounds; the message names it.</exception>
    public Hygiene(HygieneOptions options, NeverBlock never, CityModel city)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (this.options, this.never, this.city) = (options, never, city);
    }

    /// <summary>Below this confidence a hit is not told.</summary>
    public int LeastTold => options.LeastTold;

    public BlockDecision Decide(IndicatorMention mention, DateTimeOffset at)
    {
        if (Unfit(mention.Type, mention.Value) is { } unfit) return new(false, $"detects only: {unfit}");
        if (!mention.IsValid(at)) return new(false, "detects only: it is not valid at this time");
        if (mention.Action is Pap.Amber or Pap.Red) return new(false, $"detects only: its source allows no active step (PAP:{mention.Action.Value.ToString().ToUpperInvariant()})");
        if (mention.Level is Tlp.Red) return new(false, "detects only: it is TLP:RED, and a block shows it to others");
        if (mention.Source.Reliability > options.LeastReliability)
            return new(false, $"detects only: the source's reliability is {mention.Source.Reliability}, and {options.LeastReliability} or better is needed");
        if (mention.Source.Credibility > options.LeastCredibility)
            return new(false, string.Create(CultureInfo.InvariantCulture, $"detects only: the source's credibility is {mention.Source.Credibility}, and {options.LeastCredibility} or better is needed"));
        var confidence = Decay.Confidence(mention, at);
        return confidence < options.LeastConfidence
            ? new(false, string.Create(CultureInfo.InvariantCulture, $"detects only: its confidence is {confidence:0} of {mention.Confidence} by now, and {options.LeastConfidence} is needed"))
            : new(true, string.Create(CultureInfo.InvariantCulture, $"may block: {mention.Source}, confidence {confidence:0}, on no never-block list"));
    }

    /// <summary>The best that any of the sources allows; with several, the first that may block, else the first.</summary>
    public (BlockDecision Decision, IndicatorMention By) Decide(IReadOnlyList<IndicatorMention> mentions, DateTimeOffset at)
    {
        (BlockDecision Decision, IndicatorMention By)? first = null;
        foreach (var mention in mentions)
        {
            var decision = Decide(mention, at);
            if (decision.MayBlock) return (decision, mention);
            first ??= (decision, mention);
        }

        return first ?? throw new ArgumentException("Nobody mentions it.", nameof(mentions));
    }

    /// <summary>Why the value must never be blocked, whoever says so; null where it may be. A feed that brings many of these is poisoned.</summary>
    public string? Unfit(IndicatorType type, string value)
    {
        if (OwnerOf(type, value) is { } owner) return owner;
        return never.Holds(type, value) is { } list ? $"it is on the never-block list '{Shown.Sentence(list, 80)}'" : null;
    }

    private string? OwnerOf(IndicatorType type, string value)
    {
        if (type is IndicatorType.Address or IndicatorType.Network) return OwnerOfRange(value);
        var host = type switch
        {
            IndicatorType.Domain => value,
            IndicatorType.Url => value[..value.IndexOf('/', StringComparison.Ordinal)],
            IndicatorType.Mail => value[(value.LastIndexOf('@') + 1)..],
            _ => null,
        };
        if (host is null) return null;
        if (IPAddress.TryParse(host, out _)) return OwnerOfRange(host);
        // A parent of one of the city's names would take that name with it.
        foreach (var asset in city.Assets)
            foreach (var name in asset.Names)
                if (name.Equals(host, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + host, StringComparison.OrdinalIgnoreCase)) return $"it is the city's own ({asset.Id})";
        return null;
    }

    private string? OwnerOfRange(string value)
    {
        if (!IndicatorText.TryRange(value, out var start, out var end)) return null;
        foreach (var zone in city.Zones)
            foreach (var network in zone.Networks)
                if (Meets(network)) return zone.Kind == ZoneKind.External ? $"it is a partner's (zone {zone.Id})" : $"it is the city's own (zone {zone.Id})";
        foreach (var network in city.Protection.Networks)
            if (Meets(network)) return "it is in the protected set";
        foreach (var asset in city.Assets)
            foreach (var address in asset.Addresses)
                if (IndicatorText.TryRange(address.ToString(), out var at, out _) && at >= start && at <= end) return $"it is the city's own ({asset.Id})";
        return null;

        bool Meets(IPNetwork network) => network.PrefixLength > 0 && IndicatorText.TryRange(network.ToString(), out var low, out var high) && low <= end && high >= start;
    }
}
