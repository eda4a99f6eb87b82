namespace Ward.Prescribe.Costs;

/// <summary>
/// What changes cost, in minutes of one person's work. The figures are the project's own estimates: a city sets its own
/// (<c>costs</c> in ward.yaml), and the choice follows them. All at least 0.
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

    /// <summary>Close what no service needs between two zones. Default 12, and the sessions that it loses.</summary>
    public double SegmentZone { get; init; } = 12;

    /// <summary>A rule at the web server against one weakness, written and tried. Default 30.</summary>
    public double VirtualPatch { get; init; } = 30;

    /// <summary>Give an account a new credential and take it to whatever uses it. Default 20.</summary>
    public double RotateCredential { get; init; } = 20;

    /// <summary>Replace a default, weak or leaked password. Default 15.</summary>
    public double ChangePassword { get; init; } = 15;

    /// <summary>Give the owner of an account a second factor. Default 45.</summary>
    public double RequireFactor { get; init; } = 45;

    /// <summary>Mend a setting. Default 45, and what services lose in the window.</summary>
    public double Harden { get; init; } = 45;

    /// <summary>Try, install and check an update. Default 90, and what services lose in the window.</summary>
    public double Patch { get; init; } = 90;

    /// <summary>Take a backup that the network cannot reach, and rehearse the way back from it. Default 240.</summary>
    public double VerifyBackup { get; init; } = 240;

    /// <summary>Hours for which an asset is down while work is done on it, at a time that people choose. Default 0.25.</summary>
    public double Window { get; init; } = 0.25;

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

    /// <summary>What the services lose while the asset is down for a window of work.</summary>
    internal double Down(CityLoss loss, City.AssetId asset) => loss.Down(asset).Sum(d => (1 - d.Remaining) * Hourly(loss.City.Services[d.Service]) * Window);

    /// <summary>What an hour without the service costs.</summary>
    public double Hourly(City.Services.Service service) =>
        ((double)service.Impact.Money * Money) + (service.Impact.Safety * Safety) + (service.Impact.Trust * Trust) + (service.Citizens * Citizen);
}
