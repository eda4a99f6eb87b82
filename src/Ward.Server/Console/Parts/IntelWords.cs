using Ward.Server.Application.Views;

namespace Ward.Server.Console.Parts;

/// <summary>Threat feeds as people read them.</summary>
internal static class IntelWords
{
    /// <summary>The Admiralty scale in words: "usually reliable, probably true".</summary>
    /// <param name="mark">Letter and figure.</param>
    public static string Reliability(string mark)
    {
        var source = mark[..1] switch
        {
            "A" => "completely reliable",
            "B" => "usually reliable",
            "C" => "fairly reliable",
            "D" => "not usually reliable",
            "E" => "unreliable",
            _ => "reliability not judged",
        };
        var word = mark[1..] switch
        {
            "1" => "confirmed by others",
            "2" => "probably true",
            "3" => "possibly true",
            "4" => "doubtful",
            "5" => "improbable",
            _ => "truth not judged",
        };
        return $"{source}, {word}";
    }

    public static string Type(string type) => type switch
    {
        "address" => "Addresses",
        "network" => "Networks",
        "domain" => "Domains",
        "url" => "URLs",
        "hash" => "Digests",
        "mail" => "Mail addresses",
        "ja3" => "JA3",
        "ja4" => "JA4",
        "pattern" => "STIX patterns",
        _ => type,
    };

    /// <summary>What of the feed may block, in one sentence.</summary>
    public static string MayBlock(IntelFeedView feed)
    {
        if (feed.Doubts is { } doubts) return $"Detects only: {doubts}.";
        var all = feed.Values + feed.Patterns;
        if (all == 0) return "It holds nothing yet.";
        return feed.MayBlock == 0 ? "Detects only: no value is fresh and sure enough to rest a measure on." : $"A measure may rest on {FeedWords.Number(feed.MayBlock)} of {FeedWords.Number(all)}, as they came.";
    }
}
