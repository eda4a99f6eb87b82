using System.Globalization;
using Ward.City;
using Ward.City.Flows;
using Ward.City.Services;
using Ward.Predict;

namespace Ward.Prescribe.Measures;

/// <summary>Measures and their marks in plain words.</summary>
public static class Sentences
{
    public static string Of(Measure measure, CityModel city) => measure.In(city);

    public static string Of(Service service) => PlainText.Escape(service.Name.Length > 0 ? service.Name : service.Id.Value);

    public static string Of(Flow flow) => $"the flow {flow.Id} ({flow.From} to {flow.To}{(flow.Port == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", port {flow.Port}"))})";

    public static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    internal static string Name(CityModel city, AssetId id) =>
        city.Find(id) is { Name.Length: > 0 } asset ? PlainText.Escape(asset.Name) : PlainText.Escape(id.Value);

    internal static string Login(CityModel city, AccountId id) => PlainText.Escape(city.Find(id)!.Login);

    /// <summary>The weakness as people name it: 'CVE-2024-1' of fileserver.</summary>
    internal static string Weakness(CityModel city, ExposureId id)
    {
        var exposure = city.Exposures.First(e => e.Id == id);
        return $"'{PlainText.Escape(exposure.Reference is { Length: > 0 } reference ? reference : id.Value)}' of {Name(city, exposure.Asset)}";
    }
}
