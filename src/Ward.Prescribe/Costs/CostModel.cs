using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Costs;

/// <summary>
/// What changes cost, in minutes of one person's work. The figures are the project's own estimates: a city sets its own,
/// and the choice follows them. All at least 0.
/// </summary>
public sealed record CostModel
{
    /// <summary>Deny one address at a firewall, and see to it that it ends. Default 1.</summary>
    public double DenySource { get; init; } = 1;

    /// <summary>Deny one address at a web server: it leaves the other doors open, so a little dearer. Default 1.5.</summary>
    public double DenyWeb { get; init; } = 1.5;

    /// <summary>Close a flow. Default 5, and the sessions that it loses.</summary>
    public double CloseFlow { get; init; } = 5;

    /// <summary>Have a person disable an account and explain it to its owner. Default 15.</summary>
    public double DisableAccount { get; init; } = 15;

    /// <summary>Isolate a host and work without it. Default 30, and the sessions that it loses.</summary>
    public double IsolateHost { get; init; } = 30;

    /// <summary>How long a plan is taken to be in force, in hours. Default 1.</summary>
    public double Hours { get; init; } = 1;

    /// <summary>One session that does not take place. Default 0.5.</summary>
    public double Session { get; init; } = 0.5;

    /// <summary>One currency unit of <c>Impact.Money</c>. Default 1.</summary>
    public double Money { get; init; } = 1;

    /// <summary>One person put at risk (<c>Impact.Safety</c>). Default 10,000.</summary>
    public double Safety { get; init; } = 10_000;

    /// <summary>One point of <c>Impact.Trust</c> for an hour. Default 60.</summary>
    public double Trust { get; init; } = 60;

    /// <summary>One citizen without the service for an hour. Default 0.01.</summary>
    public double Citizen { get; init; } = 0.01;

    /// <summary>Minutes of work of the measure itself.</summary>
    public double Labour(Measure measure) => measure switch
    {
        Measure.DenySource => DenySource,
        Measure.DenyWeb => DenyWeb,
        Measure.CloseFlow => CloseFlow,
        Measure.DisableAccount => DisableAccount,
        Measure.IsolateHost => IsolateHost,
        _ => throw new InvalidOperationException($"unknown measure {measure.Key}"),
    };

    /// <summary>What an hour without the service costs.</summary>
    public double Hourly(City.Services.Service service) =>
        ((double)service.Impact.Money * Money) + (service.Impact.Safety * Safety) + (service.Impact.Trust * Trust) + (service.Citizens * Citizen);
}
