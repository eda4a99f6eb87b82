using System.Globalization;
using Ward.Server.Application.Views;

namespace Ward.Server.Console.Parts;

/// <summary>Figures of a feed as people read them.</summary>
internal static class FeedWords
{
    public static string Number(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"12/s", "0.4/s", "none" over the last minute.</summary>
    public static string Rate(double perSecond) => perSecond switch
    {
        <= 0 => "none",
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.##}/s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{perSecond:N0}/s"),
    };

    /// <summary>A share that never says 100 % where something is missing, nor 0 % where something is there.</summary>
    public static string Share(double? share) => share switch
    {
        null => "–",
        1 => "100 %",
        > 0.999 => "99.9 %",
        > 0 and < 0.001 => "0.1 %",
        { } s => string.Create(CultureInfo.InvariantCulture, $"{100 * s:0.#} %"),
    };

    public static string Assured(FeedView feed) => feed.Assurance switch
    {
        "authenticated" => "authenticated",
        "session" when feed.Kind is "MQTT" or "Kafka" => "a session with the broker",
        "session" => "a completed session from a listed address",
        _ => "can be forged",
    };

    public static string Clock(string clock) => clock switch
    {
        "source" => "the lines' own, however old",
        "received" => "of receipt",
        _ => "the lines' own where it can be true, else of receipt",
    };
}
