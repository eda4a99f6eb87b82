using System.Globalization;
using Ward.City;
using Ward.City.Assets;
using Ward.City.Exposures;
using Ward.City.Flows;
using Ward.City.Identities;

namespace Ward.Suppositions;

/// <summary>A city with something that it has not: a flow that is opened, or a weakness of an asset.</summary>
public abstract record Addition
{
    private Addition() { }

    /// <param name="From">The id of an asset or, where there is no such asset, of a zone.</param>
    /// <param name="To">The same.</param>
    /// <param name="Port">1 to 65535, or 0 for any.</param>
    public sealed record Flow(string From, string To, int Port, Transport Protocol) : Addition;

    /// <param name="Port">By which it is reached, or null where one must already be on the asset.</param>
    /// <param name="Probability">That an attacker who tries succeeds, 0..1; null where nothing is known of it.</param>
    public sealed record Exposure(AssetId Asset, int? Port, double? Probability) : Addition;

    /// <summary>An addition as people write it (flow:FROM,TO,PORT[/udp] or exposure:ASSET[,PORT[,PROBABILITY]]), or null.</summary>
    public static Addition? Read(string text) => text.Split(':', 2) switch
    {
        ["flow", var rest] when rest.Split(',') is [{ Length: > 0 } from, { Length: > 0 } to, var port] && ReadPort(port, out var number, out var protocol) => new Flow(from, to, number, protocol),
        ["exposure", var rest] when rest.Split(',') is [{ Length: > 0 } asset, .. { Length: <= 2 } more] && ReadExposure(new AssetId(asset), more) is { } exposure => exposure,
        _ => null,
    };

    /// <summary>The city with it; null, with what it lacks, where it cannot have it. Its version says that it is not the city's own.</summary>
    public CityModel? In(CityModel city, out string? lacks)
    {
        lacks = null;
        switch (this)
        {
            case Flow add:
                if (End(city, add.From) is not { } from) lacks = $"no asset or zone '{add.From}'";
                else if (End(city, add.To) is not { } to) lacks = $"no asset or zone '{add.To}'";
                else return Other(city) with { Flows = [.. city.Flows, new(new FlowId(Free("supposed", id => city.Find(new FlowId(id)) is not null)), from, to, add.Protocol, add.Port, [], 0)] };
                return null;
            case Exposure add:
                if (city.Find(add.Asset) is null) lacks = $"no asset '{add.Asset}'";
                else
                {
                    var id = new ExposureId(Free("supposed", id => city.Exposures.Any(e => e.Id.Value == id)));
                    return Other(city) with { Exposures = [.. city.Exposures, new(id, add.Asset, ExposureKind.Vulnerability, add.Port, "T1190", add.Probability ?? City.Exposures.Exposure.Unknown, Hours, Privilege.User, "supposed") { IsEstimated = add.Probability is null }] };
                }

                return null;
            default: throw new InvalidOperationException("unknown addition");
        }
    }

    /// <summary>Hours that a weakness takes of which nothing is known; an attacker of a supposed one has what he needs.</summary>
    private const double Hours = 24;

    private static FlowEnd? End(CityModel city, string id) =>
        city.Find(new AssetId(id)) is not null ? new FlowEnd.OfAsset(new(id)) : city.Find(new ZoneId(id)) is not null ? new FlowEnd.OfZone(new(id)) : null;

    private static string Free(string name, Func<string, bool> isTaken)
    {
        for (var n = 1; ; n++)
            if (string.Create(CultureInfo.InvariantCulture, $"{name}-{n}") is var id && !isTaken(id)) return id;
    }

    private static Exposure? ReadExposure(AssetId asset, string[] more)
    {
        int? port = null;
        double? probability = null;
        if (more.Length > 0)
        {
            if (!int.TryParse(more[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535) return null;
            port = number;
        }

        if (more.Length > 1)
        {
            if (!double.TryParse(more[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) || share is not (>= 0 and <= 1)) return null;
            probability = share;
        }

        return new(asset, port, probability);
    }

    private static bool ReadPort(string text, out int port, out Transport protocol)
    {
        protocol = text.EndsWith("/udp", StringComparison.Ordinal) ? Transport.Udp : Transport.Tcp;
        var number = text.EndsWith("/udp", StringComparison.Ordinal) || text.EndsWith("/tcp", StringComparison.Ordinal) ? text[..^4] : text;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= 65535;
    }

    private static CityModel Other(CityModel city) => city with { Version = city.Version + "*" };
}
