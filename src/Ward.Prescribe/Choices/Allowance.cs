using Ward.City;
using Ward.City.Zones;
using Ward.Govern.Mandates;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Choices;

/// <summary>
/// What the mandates that hold now let Ward do without asking, as far as it depends on the plan alone: the classes and zones that they cover, and the size that
/// each allows (<see cref="BlastBudget.TargetsPerPlan"/>, <see cref="BlastBudget.PeoplePerPlan"/>). What was spent in the last minutes and hours is looked at where a plan is carried out.
/// </summary>
internal sealed class Allowance
{
    private readonly CityModel city;
    private readonly List<Mandate> acting;
    private readonly Dictionary<Measure, List<Mandate>> covers = [];

    public Allowance(CityModel city, IReadOnlyList<Mandate> mandates, DateTimeOffset now)
    {
        this.city = city;
        acting = [.. mandates.Where(m => m.City == city.Id && m.Mode == MandateMode.Act && m.HoldsAt(now))];
    }

    /// <summary>
    /// Every size that is worth looking at: a plan that may be carried out by itself is within one of them, made of measures that may be used in it
    /// (<see cref="Allows"/>). Most generous first.
    /// </summary>
    public IEnumerable<Room> Rooms =>
        from targets in acting.Select(m => (long)m.Budget.TargetsPerPlan).Distinct().OrderDescending()
        from people in acting.Select(m => m.Budget.PeoplePerPlan).Distinct().OrderDescending()
        where acting.Exists(m => Fits(m, new(targets, people)))
        select new Room(targets, people);

    /// <summary>Whether a mandate at least as generous covers the measure.</summary>
    public bool Allows(Measure measure, Room room) => Covering(measure).Exists(m => Fits(m, room));

    /// <summary>The mandate whose budget alone makes the plan one for a person; null where the plan may be carried out, or nothing lets Ward act on some part of it anyway.</summary>
    public Mandate? Exceeded(IReadOnlyList<Measure> plan, long people)
    {
        if (plan.Any(m => Covering(m).Count == 0)) return null;
        var size = new Room(plan.Count, people);
        return plan.Select(Covering).FirstOrDefault(c => !c.Exists(m => Fits(m, size)))?
            .OrderByDescending(m => m.Budget.TargetsPerPlan).ThenByDescending(m => m.Budget.PeoplePerPlan).ThenBy(m => m.Id.Value, StringComparer.Ordinal).First();
    }

    private List<Mandate> Covering(Measure measure)
    {
        if (covers.TryGetValue(measure, out var known)) return known;
        var zones = measure.Zones(city);
        // Inside operations zones no mandate lets Ward act (MandateBook).
        return covers[measure] = zones.All(z => city.Find(z)?.Kind == ZoneKind.Operations) ? [] : acting.FindAll(m => m.Covers(measure.Class, zones));
    }

    private static bool Fits(Mandate mandate, Room room) => mandate.Budget.TargetsPerPlan >= room.Targets && mandate.Budget.PeoplePerPlan >= room.People;
}
