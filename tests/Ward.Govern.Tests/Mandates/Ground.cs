using Ward.City;
using Ward.City.Zones;
using Ward.Govern.Mandates;

namespace Ward.Govern.Tests.Mandates;

internal static class Ground
{
    public static readonly CityId City = new("c");
    public static readonly ZoneId Internet = new("internet");
    public static readonly ZoneId Dmz = new("dmz");
    public static readonly ZoneId Data = new("data");
    public static readonly ZoneId Plant = new("plant");
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 30, 0, TimeSpan.Zero);

    public static readonly Dictionary<ZoneId, ZoneKind> Zones = new()
    {
        [Internet] = ZoneKind.External,
        [Dmz] = ZoneKind.Perimeter,
        [Data] = ZoneKind.Data,
        [Plant] = ZoneKind.Operations,
        [new ZoneId("plant2")] = ZoneKind.Operations,
    };

    public static ChangeRequest DenyOne { get; } = new(City, [new Change(ActionClass.DenySource, [Internet, Dmz], 1)], true, 0);

    public static Mandate Mandate(MandateMode mode) => new(new MandateId("first"), City, mode,
        Enum.GetValues<ActionClass>(), [.. Zones.Keys], new BlastBudget(2, 4, 10, 100), TimeSpan.FromMinutes(15), 1, null, Now.AddDays(1));

    public static Permission Decide(IReadOnlyList<Mandate> mandates, ChangeRequest request, SpentBudget? spent = null, bool heldBack = false) =>
        new MandateBook(mandates, Zones).Decide(request, _ => spent ?? new SpentBudget(0, 0), Now, heldBack);
}
