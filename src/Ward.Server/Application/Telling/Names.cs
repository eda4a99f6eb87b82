using System.Text.Json;
using Ward.City;

namespace Ward.Server.Application.Telling;

/// <summary>Names of things as people and the API know them.</summary>
internal static class Names
{
    /// <summary>The value's name in camel case, as the API writes it.</summary>
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static string NameOf(this CityModel city, ServiceId service) => city.Find(service)?.Name ?? service.Value;

    public static string NameOf(this CityModel city, AssetId asset) => city.Find(asset)?.Name ?? asset.Value;

    public static string NameOf(this CityModel city, ZoneId zone) => city.Find(zone)?.Name ?? zone.Value;

    /// <summary>"the firewall fw-edge", "the web server of city hall".</summary>
    public static string NameOf(this CityModel city, ElementId element) =>
        city.Find(element) is { } e ? city.NameOf(e.Asset) : element.Value;
}
