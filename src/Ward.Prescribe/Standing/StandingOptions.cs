using Ward.City.Zones;
using Ward.Govern.Mandates;
using Ward.Prescribe.Costs;

namespace Ward.Prescribe.Standing;

/// <summary>How changes for the better are chosen while nobody attacks.</summary>
public sealed record StandingOptions
{
    /// <summary>Most changes, 1 to 50. Default 5.</summary>
    public int Changes { get; init; } = 5;

    /// <summary>What they may cost together, in minutes of one person's work, at least 0. Default 2,400: a week of one person.</summary>
    public double Budget { get; init; } = 2_400;

    /// <summary>For so long what is closed is taken to stay closed.</summary>
    public const double HoursOfAMonth = 720;

    /// <summary>What changes cost. By default what is closed is taken to stay closed for a month.</summary>
    public CostModel Costs { get; init; } = new() { Hours = HoursOfAMonth };

    /// <summary>How long a service is taken to be gone once an attacker stops it, in hours. Default 24.</summary>
    public double Outage { get; init; } = 24;

    /// <summary>
    /// How often somebody is expected to begin in a zone of that kind within the month, at least 0. The project's own estimates: from outside somebody always does;
    /// perimeter and offices are entered now and then (by what they show, by mail), data, management and operations rarely.
    /// </summary>
    public IReadOnlyDictionary<ZoneKind, double> Begins { get; init; } = new Dictionary<ZoneKind, double>
    {
        [ZoneKind.External] = 1, [ZoneKind.Perimeter] = 0.2, [ZoneKind.Office] = 0.2, [ZoneKind.Data] = 0.05, [ZoneKind.Management] = 0.05, [ZoneKind.Operations] = 0.02,
    };

    /// <summary>Kinds of changes that last: not those against one attacker's address, login or host.</summary>
    public IReadOnlySet<ActionClass> Kinds { get; init; } = new HashSet<ActionClass>(Enum.GetValues<ActionClass>().Except(
        [ActionClass.DenySource, ActionClass.DenyWeb, ActionClass.IsolateHost, ActionClass.RotateCredential]));

    /// <summary>Keys of changes that are not to be chosen, since somebody declined them. Default none.</summary>
    public IReadOnlySet<string> Without { get; init; } = new HashSet<string>();

    /// <summary>Most searches over the graph, counted. Default 20,000.</summary>
    public int Searches { get; init; } = 20_000;
}
