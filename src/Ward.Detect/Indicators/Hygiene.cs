using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Ward.City;
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
    private readonly OfCity<OwnGround> own;

    /// <exception cref="ValidationException">An option is out of its bounds; the message names it.</exception>
    public Hygiene(HygieneOptions options, NeverBlock never, CityModel city) : this(options, never, () => city) { }

    /// <param name="city">Gives the city of this moment.</param>
    /// <exception cref="ValidationException">An option is out of its bounds; the message names it.</exception>
    public Hygiene(HygieneOptions options, NeverBlock never, Func<CityModel> city)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (this.options, this.never, own) = (options, never, new OfCity<OwnGround>(city, c => new OwnGround(c)));
    }

    /// <summary>Below this confidence a hit is not told.</summary>
    public int LeastTold => options.LeastTold;

    public BlockDecision Decide(IndicatorMention mention, DateTimeOffset at)
    {
        return Unfit(mention.Type, mention.Value) is { } unfit ? new(false, $"detects only: {unfit}") : DecideFit(mention, at);
    }

    /// <summary>A pattern is as fit as the least fit of the values that it names: it may ask for more beside a resolver's address, and still it would be the resolver that it names.</summary>
    public BlockDecision Decide(PatternIndicator pattern, DateTimeOffset at)
    {
        foreach (var (type, value) in pattern.Values)
            if (Unfit(type, value) is { } unfit) return new(false, $"detects only: it names {Shown.Sentence(value, 120)}, and {unfit}");
        return DecideFit(pattern.About, at);
    }

    /// <summary>The same for a value that is known to be nobody's own and on no never-block list.</summary>
    public BlockDecision DecideFit(IndicatorMention mention, DateTimeOffset at)
    {
        if (!mention.IsValid(at)) return new(false, "detects only: it is not valid at this time");
        if (mention.Action is Pap.Amber or Pap.Red) return new(false, $"detects only: its source allows no active step (PAP:{mention.Action.Value.ToString().ToUpperInvariant()})");
        if (mention.Level is Tlp.Red) return new(false, "detects only: it is TLP:RED, and a block shows it to others");
        if (Doubts(mention.Source) is { } doubts) return new(false, $"detects only: {doubts}");
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

    /// <summary>Why nothing that this source says may block; null where it depends on the value.</summary>
    public string? Doubts(IndicatorSource source)
    {
        if (source.Reliability > options.LeastReliability) return $"the source's reliability is {source.Reliability}, and {options.LeastReliability} or better is needed";
        return source.Credibility > options.LeastCredibility
            ? string.Create(CultureInfo.InvariantCulture, $"the source's credibility is {source.Credibility}, and {options.LeastCredibility} or better is needed")
            : null;
    }

    /// <summary>Whose the value is, where it is the city's own or a partner's: a feed that says so is wrong, so it is not even watched for.</summary>
    public string? Owner(IndicatorType type, string value) => type switch
    {
        IndicatorType.Address or IndicatorType.Network => own.Now.OfRange(value),
        IndicatorType.Domain => own.Now.OfName(value),
        IndicatorType.Url => own.Now.OfHost(UrlKey.HostOf(value)),
        IndicatorType.Mail => own.Now.OfName(value[(value.LastIndexOf('@') + 1)..]),
        _ => null,
    };

    /// <summary>The never-block list that holds it, in words; null where none does.</summary>
    public string? Listed(IndicatorType type, string value) => never.Holds(type, value) is { } list ? $"it is on the never-block list '{Shown.Sentence(list, 80)}'" : null;

    /// <summary>Why the value must never be blocked, whoever says so; null where it may be. A feed that brings many of these is poisoned.</summary>
    public string? Unfit(IndicatorType type, string value) => Owner(type, value) ?? Listed(type, value);
}
