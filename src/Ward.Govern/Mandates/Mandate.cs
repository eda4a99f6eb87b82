using Ward.City;

namespace Ward.Govern.Mandates;

/// <summary>What Ward may do without asking, to what, up to which blast radius, until when.</summary>
/// <param name="Actions">Classes of change that it covers; empty means none.</param>
/// <param name="Zones">Zones whose assets, or at whose boundary, a change may take effect; a conduit is covered where both its ends are.</param>
/// <param name="Lease">How long a change under this mandate lasts unless renewed; never infinite.</param>
/// <param name="Approvers">How many persons must approve where the mode is ask, 1 or more.</param>
/// <param name="Hours">Hours of day, by the city's clocks, within which it holds, [From, To), or null for always.</param>
/// <param name="Until">The moment from which it no longer holds.</param>
public sealed record Mandate(
    MandateId Id,
    CityId City,
    MandateMode Mode,
    IReadOnlyList<ActionClass> Actions,
    IReadOnlyList<ZoneId> Zones,
    BlastBudget Budget,
    TimeSpan Lease,
    int Approvers,
    HoursOfDay? Hours,
    DateTimeOffset Until)
{
    /// <summary>Whether it holds at the moment: not ended, and within its hours.</summary>
    public bool HoldsAt(DateTimeOffset moment) => moment < Until && (Hours?.Contains(moment) ?? true);

    /// <summary>Whether it names the class of a change and every zone in or between which the change takes effect.</summary>
    public bool Covers(ActionClass action, IReadOnlyList<ZoneId> zones) => Actions.Contains(action) && zones.All(Zones.Contains);
}
