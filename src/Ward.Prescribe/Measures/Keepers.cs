using Ward.City;
using Ward.Predict;

namespace Ward.Prescribe.Measures;

/// <summary>Who is asked to carry out by hand what no element does.</summary>
public static class Keepers
{
    /// <summary>The owner that the city names for the zone of what it is about, else whoever keeps things of that kind.</summary>
    public static string Of(Measure measure, CityModel city)
    {
        var zone = measure.At(city) is { } asset && city.Find(asset) is { } found ? city.Find(found.Zone) : measure.Zones(city).Select(city.Find).FirstOrDefault(z => z?.Owner is not null);
        return zone?.Owner is { } owner ? PlainText.Escape(owner) : measure.Actuator switch
        {
            Actuator.Firewall => "whoever keeps the firewalls",
            Actuator.WebServer => "whoever keeps the web servers",
            Actuator.Identity => "whoever keeps the accounts",
            Actuator.Keeper => measure.At(city) is { } at ? $"whoever keeps {Sentences.Name(city, at)}" : "whoever keeps it",
            Actuator.Backup => "whoever keeps the backups",
            _ => throw new InvalidOperationException($"unknown actuator {measure.Actuator}"),
        };
    }
}
