using CsCheck;
using Ward.City;
using Ward.Govern.Mandates;

namespace Ward.Govern.Tests.Mandates;

public sealed class MandateBookProperties
{
    private static readonly Gen<ZoneId> Zone = Gen.Int[0, Ground.Zones.Count - 1].Select(i => Ground.Zones.Keys.ElementAt(i));
    private static readonly Gen<ZoneId[]> Zones = Zone.Array[1, 3];
    private static readonly Gen<ActionClass> Classes = Gen.Enum<ActionClass>();

    private static readonly Gen<Change> Changes = Gen.Select(Classes, Zones, Gen.Int[0, 4], (c, z, t) => new Change(c, z, t));

    private static readonly Gen<ChangeRequest> Requests =
        Gen.Select(Changes.Array[0, 3], Gen.Bool, Gen.Long[0, 200], (c, attested, people) => new ChangeRequest(Ground.City, c, attested, people));

    private static readonly Gen<Mandate> Mandates = Gen.Select(
        Gen.Enum<MandateMode>(), Classes.Array[0, 5], Zone.Array[0, 5], Gen.Int[0, 6], Gen.Int[1, 3], Gen.Int[-2, 3],
        (mode, classes, zones, targets, approvers, hours) => Ground.Mandate(mode) with
        {
            Id = new MandateId($"m{approvers}{hours}"),
            Actions = classes,
            Zones = zones,
            Budget = new BlastBudget(targets, targets, targets, targets * 50),
            Approvers = approvers,
            Until = Ground.Now.AddHours(hours),
        });

    [Fact]
    public void AnotherMandateNeverWeakensTheResult() =>
        Gen.Select(Mandates.List[0, 4], Mandates, Requests, Gen.Bool).Sample((mandates, another, request, heldBack) =>
            Rank(Ground.Decide([.. mandates, another], request, heldBack: heldBack)) >= Rank(Ground.Decide(mandates, request, heldBack: heldBack)), iter: 20_000);

    [Fact]
    public void AMorePermissiveMandateNeverWeakensTheResult() =>
        Gen.Select(Mandates.List[0, 3], Mandates, Requests, Gen.Int[0, 4]).Sample((others, mandate, request, how) =>
        {
            var more = how switch
            {
                0 => mandate with { Mode = (MandateMode)Math.Min((int)mandate.Mode + 1, (int)MandateMode.Act) },
                1 => mandate with { Actions = Enum.GetValues<ActionClass>() },
                2 => mandate with { Zones = [.. Ground.Zones.Keys] },
                3 => mandate with { Budget = new BlastBudget(1000, 1000, 1000, 1_000_000) },
                _ => mandate with { Until = mandate.Until.AddDays(1) },
            };
            return Rank(Ground.Decide([.. others, more], request)) >= Rank(Ground.Decide([.. others, mandate], request));
        }, iter: 20_000);

    [Fact]
    public void MandatesThatHaveEndedPermitNothing() =>
        Gen.Select(Mandates.List[0, 4], Requests).Sample((mandates, request) =>
            Rank(Ground.Decide([.. mandates.Select(m => m with { Until = Ground.Now.AddMinutes(-1) })], request)) <= Observed, iter: 5_000);

    [Fact]
    public void WithoutAttestationNothingIsPermitted() =>
        Gen.Select(Mandates.List[0, 4], Requests).Sample((mandates, request) =>
            Ground.Decide(mandates, request with { Attested = false }) is not Permission.Permitted, iter: 5_000);

    [Fact]
    public void WhatIsHeldBackIsAtMostObserved() =>
        Gen.Select(Mandates.List[0, 4], Requests).Sample((mandates, request) =>
            Rank(Ground.Decide(mandates, request, heldBack: true)) <= Observed, iter: 5_000);

    [Fact]
    public void APermittedPlanIsWithinEveryMandateItRestsOn() =>
        Gen.Select(Mandates.List[0, 4], Requests).Sample((mandates, request) =>
            Ground.Decide(mandates, request) is not Permission.Permitted permitted
            || permitted.RestsOn.All(id => mandates.Any(m => m.Id == id && m.Mode == MandateMode.Act && m.Until > Ground.Now && request.Changes.Sum(c => Math.Max(1, c.Targets)) <= m.Budget.TargetsPerPlan)), iter: 20_000);

    private const int Observed = 1;

    private static int Rank(Permission permission) => permission switch
    {
        Permission.Refused => 0,
        Permission.Observed => Observed,
        Permission.Advised => 2,
        Permission.NeedsApproval => 3,
        Permission.Permitted => 4,
        _ => throw new InvalidOperationException("A permission without a rank."),
    };
}
