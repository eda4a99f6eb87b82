using Ward.City;
using Ward.City.Flows;
using Ward.Prescribe.Measures;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Telling;

/// <summary>Measures in the words of a person.</summary>
internal static class MeasureTelling
{
    public static MeasureView Tell(this CityModel city, Measure measure) =>
        new(KindOf(measure), city.Words(measure), measure.Countermeasure, measure.By?.Value, measure.Inverse);

    public static string Words(this CityModel city, Measure measure) => measure switch
    {
        Measure.DenySource m => $"Block {m.Address} at {city.NameOf(m.Element)}",
        Measure.DenyWeb m => $"Refuse {m.Address} at the web server {city.NameOf(m.Element)}",
        Measure.CloseFlow m => $"Close {city.FlowWords(m.Flow)} at {city.NameOf(m.Element)}",
        Measure.DisableAccount m => $"Disable the account {Visible.Of(city.Find(m.Account)?.Login ?? m.Account.Value, 80)}",
        Measure.IsolateHost m => $"Cut {city.NameOf(m.Host)} off from the network at {city.NameOf(m.Element)}",
        _ => Visible.Of(Sentences.Upper(Sentences.Of(measure, city)), 400),
    };

    public static string KindOf(Measure measure) => measure.Key[..measure.Key.IndexOf('|', StringComparison.Ordinal)];

    public static string FlowWords(this CityModel city, FlowId id) =>
        city.Find(id) is { } f
            ? $"the way from {End(city, f.From)} to {End(city, f.To)} ({(f.Port == 0 ? $"any {f.Protocol}" : $"{f.Protocol} {f.Port}").ToLowerInvariant()})"
            : $"the flow {id}";

    private static string End(CityModel city, FlowEnd end) => end switch
    {
        FlowEnd.OfZone z => city.NameOf(z.Zone),
        FlowEnd.OfAsset a => city.NameOf(a.Asset),
        _ => throw new InvalidOperationException($"unknown flow end {end.GetType().Name}"),
    };
}
