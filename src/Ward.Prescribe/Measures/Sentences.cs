using Ward.City;
using Ward.City.Flows;
using Ward.City.Services;
using Ward.Predict;

namespace Ward.Prescribe.Measures;

/// <summary>Measures and their marks in plain words.</summary>
public static class Sentences
{
    public static string Of(Measure measure, CityModel city) => measure switch
    {
        Measure.DenySource m => $"deny {m.Address} at {m.Element}",
        Measure.DenyWeb m => $"refuse {m.Address} at the web server {m.Element}",
        Measure.CloseFlow m => $"close {Of(city.Find(m.Flow)!)} at {m.Element}",
        Measure.DisableAccount m => $"have a person disable the account {PlainText.Escape(city.Find(m.Account)!.Login)}",
        Measure.IsolateHost m => $"isolate {Name(city, m.Host)} at {m.Element} (its neighbours in the same zone still reach it)",
        _ => throw new InvalidOperationException($"unknown measure {measure.Key}"),
    };

    public static string Of(Service service) => PlainText.Escape(service.Name.Length > 0 ? service.Name : service.Id.Value);

    public static string Of(Flow flow) => $"the flow {flow.Id} ({flow.From} to {flow.To}{(flow.Port == 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $", port {flow.Port}"))})";

    public static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Name(CityModel city, AssetId id) =>
        city.Find(id) is { Name.Length: > 0 } asset ? PlainText.Escape(asset.Name) : PlainText.Escape(id.Value);
}
