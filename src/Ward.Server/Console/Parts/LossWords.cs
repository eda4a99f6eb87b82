using System.Globalization;

namespace Ward.Server.Console.Parts;

/// <summary>Yearly losses as people read them.</summary>
internal static class LossWords
{
    /// <summary>Money in the unit of the city's file.</summary>
    public static string Money(double value) => value.ToString(value is > 0 and < 10 ? "0.#" : "#,0", CultureInfo.InvariantCulture);

    /// <summary>A share of years, as 1 in so many.</summary>
    public static string OneIn(double share) => string.Create(CultureInfo.InvariantCulture, $"1 in {1 / share:0.#}");

    /// <param name="times">A year.</param>
    public static string Every(double times) => times switch
    {
        <= 0 => "never",
        < 1 => string.Create(CultureInfo.InvariantCulture, $"once in {1 / times:#,0.#} years"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{times:0.#} times a year"),
    };
}
