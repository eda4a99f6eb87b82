using System.Net;
using Ward.City;
using Ward.Detect;
using Ward.Detect.Risk;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application;

/// <summary>Risk per entity, with its reasons.</summary>
internal sealed class RiskDesk(Gate gate, RiskBook book, EventClock clock)
{
    /// <summary>Most entities in one answer.</summary>
    public const int Most = 500;

    /// <summary>Most points first.</summary>
    public async Task<Answer<RiskBookView>> Highest(Caller who, int limit)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<RiskBookView>.Denied(refusal);
        if (limit is < 1 or > Most) return new Answer<RiskBookView>.Invalid($"limit is 1 to {Most}.");
        var (now, counts, options) = (clock(), book.Counts, book.Options);
        return new Answer<RiskBookView>.Ok(new RiskBookView(
            now, options.Threshold, options.Loud, options.HalfLife.TotalHours, options.Refractory.TotalHours, counts.Entities, counts.Told, counts.Evicted, [.. book.Highest(limit, now).Select(RiskTelling.Tell)]));
    }

    /// <param name="kind">source, host or login.</param>
    public async Task<Answer<RiskView>> Of(Caller who, string kind, string value)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<RiskView>.Denied(refusal);
        if (Read(kind, value) is not { } entity) return new Answer<RiskView>.Invalid("kind is source, host or login; the value of a source is an address.");
        return book.Of(entity, clock()) is { } risk ? new Answer<RiskView>.Ok(RiskTelling.Tell(risk)) : new Answer<RiskView>.NotFound("risk of this entity: nothing was found of it lately");
    }

    private static Entity? Read(string kind, string value) => kind switch
    {
        "source" => IPAddress.TryParse(value, out var address) ? new Entity.Source(address) : null,
        "host" => new Entity.Host(new AssetId(value)),
        "login" => new Entity.Login(value),
        _ => null,
    };
}
