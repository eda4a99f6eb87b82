using System.Globalization;
using System.Net;
using Ward.City;
using Ward.Detect.Baselines;
using Ward.Detect.Findings;
using Ward.Detect.Matching;
using Ward.Ingest;

namespace Ward.Detect.Indicators;

/// <summary>Findings of indicators: which, of whom, how sure, since when, and whether a measure may rest on it.</summary>
internal sealed class IndicatorWords(Func<CityModel> city)
{
    private const int LongestLine = 1024;
    private const int MostSources = 8;

    /// <summary>One hit of a value.</summary>
    public Finding OfHit(Event e, DateTimeOffset at, IndicatorHit hit, IReadOnlyList<IndicatorMention> mentions, BlockDecision decision, IndicatorMention by, string version)
    {
        var outbound = IsOutbound(e, hit.Field);
        var what = by.Type switch
        {
            IndicatorType.Address or IndicatorType.Network => outbound ? "Contact to an address" : "An address",
            IndicatorType.Domain => "A name",
            IndicatorType.Url => "A URL",
            IndicatorType.Hash => "A file",
            IndicatorType.Mail => "A mail address",
            IndicatorType.Ja3 or IndicatorType.Ja4 => "A TLS client",
            _ => throw new InvalidOperationException($"Unknown type {by.Type}."),
        };
        return Make(e, at, $"indicator:{by.Source.Id}", $"{by.Type}:{by.Value}", $"{what} that the threat feed {Shown.Name(by.Source.Id)} names", Severity(by, decision, at), Techniques(by.Type, outbound),
            Means(decision, outbound, by.Type), Entities(e, outbound), outbound,
            new Explanation("no value that a threat feed names", $"{Shown.Sentence(by.Value, 120)} in {Path(hit.Field)}", null, at, at, Fields(mentions, by, decision, hit.Field, version, at)));
    }

    /// <summary>A pattern that this event completed.</summary>
    public Finding OfPattern(Event e, DateTimeOffset at, DateTimeOffset from, PatternIndicator pattern, int sightings, BlockDecision decision, string version)
    {
        var about = pattern.About;
        var name = about.Label.Length > 0 ? about.Label : pattern.Pattern.Text;
        // What a host of the city did says something of the host; it is no attacker's address.
        var outbound = IsOfCity(e);
        return Make(e, at, $"indicator:{about.Source.Id}", pattern.Key, $"A pattern of the threat feed {Shown.Name(about.Source.Id)}: {Shown.Sentence(name, 80)}", Severity(about, decision, at), [],
            !decision.MayBlock ? Meaning.Unusual : outbound ? Meaning.Compromise : Meaning.Attempt, Entities(e, outbound), outbound,
            new Explanation($"nothing that satisfies {Shown.Sentence(pattern.Pattern.Text, 300)}", string.Create(CultureInfo.InvariantCulture, $"{sightings} events that do"), null, from, at,
                Fields([about], about, decision, FieldId.Unmapped, version, at)));
    }

    /// <summary>Something wrong with a feed.</summary>
    public static Finding OfTrouble(Event e, FeedTrouble trouble)
    {
        var title = trouble.Kind switch
        {
            FeedTroubleKind.Stale => $"The threat feed {Shown.Name(trouble.Feed)} brings nothing new",
            FeedTroubleKind.Shrinking => $"The threat feed {Shown.Name(trouble.Feed)} has lost much of what it had",
            FeedTroubleKind.Poisoned => $"The threat feed {Shown.Name(trouble.Feed)} names what must not be blocked",
            _ => throw new InvalidOperationException($"Unknown trouble {trouble.Kind}."),
        };
        return new Finding(
            FindingWriter.IdOf($"indicator-feed:{trouble.Feed}", trouble.Key, e.City, 0), e.City, e.Time, e.Offset, "indicator-feed", "ward", title,
            trouble.Kind == FeedTroubleKind.Poisoned ? Detect.Severity.High : Detect.Severity.Low, [], Meaning.Unusual, [], false,
            new Explanation(trouble.Expected, Shown.Sentence(trouble.Seen, 400), null, trouble.Since, trouble.Since, [new FieldShown("indicator.feed", trouble.Feed, trouble.Kind.ToString())]), []);
    }

    /// <summary>True where the value is the other end of what a host of the city did.</summary>
    private bool IsOutbound(Event e, FieldId field) => EventFields.IsOutbound(field) && (SourceOf(e) is null || IsOfCity(e));

    private bool IsOfCity(Event e) => SourceOf(e) is { } address && city().ZoneOf(address) is not { Kind: City.Zones.ZoneKind.External };

    private static Meaning Means(BlockDecision decision, bool outbound, IndicatorType type) => !decision.MayBlock
        // What may not be acted on must not lend weight to what may.
        ? Meaning.Unusual
        : outbound || type == IndicatorType.Hash ? Meaning.Compromise : Meaning.Attempt;

    private static Severity Severity(IndicatorMention by, BlockDecision decision, DateTimeOffset at) =>
        decision.MayBlock ? by.Type is IndicatorType.Hash ? Detect.Severity.High : Detect.Severity.Medium
        : Decay.Confidence(by, at) >= 50 ? Detect.Severity.Low : Detect.Severity.Informational;

    private static IReadOnlyList<string> Techniques(IndicatorType type, bool outbound) => type switch
    {
        IndicatorType.Hash => ["T1204.002"],
        IndicatorType.Mail => ["T1566"],
        IndicatorType.Domain when outbound => ["T1071.004"],
        _ when outbound => ["T1071"],
        _ => [],
    };

    private static Finding Make(
        Event e, DateTimeOffset at, string detector, string key, string title, Severity severity, IReadOnlyList<string> techniques, Meaning meaning, IReadOnlyList<Entity> entities, bool outbound, Explanation explanation) =>
        new(FindingWriter.IdOf(detector, key, e.City, e.Offset), e.City, at, e.Offset, detector, FindingWriter.FamilyOf(e), title, severity, techniques, meaning, entities,
            // Anybody can make a host of ours ask for a name or an address (a picture in a mail is enough): that attests nothing about it.
            !outbound && FindingWriter.IsAttested(e), explanation,
            [new EvidenceLine(e.Feed, e.Offset, e.Time, Shown.Utf8(e.Raw.Span, LongestLine))]) { SenderKnown = e.Assurance >= Assurance.Session };

    private List<Entity> Entities(Event e, bool outbound)
    {
        var entities = new List<Entity>(3);
        var address = SourceOf(e);
        if (outbound && address is not null && city().AssetAt(address) is { } own) entities.Add(new Entity.Host(own.Id));
        else if (address is not null) entities.Add(new Entity.Source(address));
        if (e.Asset is { } asset && !entities.Contains(new Entity.Host(asset)) && (!outbound || entities.Count == 0)) entities.Add(new Entity.Host(asset));
        if (e.TryGet(Ingest.Fields.UserName, out var user) && !user.IsEmpty) entities.Add(FindingWriter.LoginOf(user));
        return entities;
    }

    private static IPAddress? SourceOf(Event e) =>
        e.TryGet(Ingest.Fields.SourceIp, out var source) && SourceAddress.TryRead(source, out var address) ? SourceAddress.ToAddress(address) : null;

    private static List<FieldShown> Fields(IReadOnlyList<IndicatorMention> mentions, IndicatorMention by, BlockDecision decision, FieldId field, string version, DateTimeOffset at)
    {
        var shown = new List<FieldShown>();
        foreach (var m in mentions.Take(MostSources))
            shown.Add(new FieldShown(Path(field), Shown.Sentence(m.Value, 256), string.Create(CultureInfo.InvariantCulture,
                $"{m.Source}, confidence {m.Confidence}, now {Decay.Confidence(m, at):0}, in the feed since {m.FirstSeen:yyyy-MM-dd HH:mm}Z{(m.Label.Length > 0 ? ", " + Shown.Name(m.Label, Indicator.LongestLabel) : "")}")));
        shown.Add(new FieldShown("indicator.value", Shown.Sentence(by.Value, 256), by.Type.ToString()));
        shown.Add(new FieldShown("indicator.feed", by.Source.Id, "names it"));
        shown.Add(new FieldShown("indicator.may_block", decision.MayBlock ? "yes" : "no", decision.Reason));
        shown.Add(new FieldShown("indicator.set", version, "the set of indicators that was in force"));
        return shown;
    }

    private static string Path(FieldId field) => field == FieldId.Unmapped ? "the source's own field" : Ingest.Fields.PathOf(field);
}
