using System.Globalization;
using System.Net;
using Ward.City;
using Ward.City.Zones;
using Ward.Detect;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;

namespace Ward.Benchmarks.Cities;

/// <summary>Incidents over a generated city.</summary>
public static class CityAttacks
{
    /// <summary>An address outside tries passwords on the bastion, behind which a kept account leads on: something is to be cut.</summary>
    public static Incident GuessingAtBastion(CityModel city, int number) =>
        Of(city, number, Meaning.Attempt, "T1110", [Source(number), new Entity.Host(city.Accounts[^1].KeptOn[0])]);

    /// <summary>An address outside tries passwords on a host of the perimeter that the internet reaches by ssh.</summary>
    public static Incident Guessing(CityModel city, int number)
    {
        var open = city.Flows.Where(f => f.Port == 22 && f.From is City.Flows.FlowEnd.OfZone z && city.Find(z.Zone)!.Kind == ZoneKind.External)
            .Select(f => ((City.Flows.FlowEnd.OfAsset)f.To).Asset).ToList();
        var source = Source(number);
        return Of(city, number, Meaning.Attempt, "T1110", [source, new Entity.Host(open[number % open.Count])]);
    }

    /// <summary>The bastion is entered: its login was guessed.</summary>
    public static Incident BrokenBastion(CityModel city, int number)
    {
        var bastion = city.Accounts[^1].KeptOn[0];
        return Of(city, number, Meaning.Compromise, "T1110", [Source(number), new Entity.Host(bastion)]);
    }

    /// <summary>Some host somewhere inside is entered from outside.</summary>
    public static Incident BrokenHost(CityModel city, int number) =>
        Of(city, number, Meaning.Compromise, "T1078", [Source(number), new Entity.Host(city.Assets[(number * 7919) % city.Assets.Count].Id)]);

    private static Entity.Source Source(int number) => new(new IPAddress([203, 0, 113, (byte)(1 + (number % 250))]));

    private static Incident Of(CityModel city, int number, Meaning meaning, string technique, IReadOnlyList<Entity> entities)
    {
        var at = DateTimeOffset.UnixEpoch.AddSeconds(number);
        var finding = new Finding(new(string.Create(CultureInfo.InvariantCulture, $"f{number}")), city.Id, at, number, "bench", "sshd", "bench", Severity.High,
            [technique], meaning, entities, true, new("", "", null, at, at, []), []);
        return new(new(string.Create(CultureInfo.InvariantCulture, $"i{number}")), 1, city.Id, at, at, "bench", Severity.High, [finding], entities);
    }
}
