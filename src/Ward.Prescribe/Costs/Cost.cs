namespace Ward.Prescribe.Costs;

/// <summary>What a plan costs.</summary>
/// <param name="Total">The figure that the choice minimises; unit: the cost of one minute of one person's work.</param>
/// <param name="Labour">Minutes of work.</param>
/// <param name="Service">Loss of service and flows, in the unit of Total.</param>
/// <param name="People">Citizens whose service is degraded while it is in force.</param>
public sealed record Cost(double Total, double Labour, double Service, long People)
{
    public static Cost None { get; } = new(0, 0, 0, 0);
}
