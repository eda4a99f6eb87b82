using Ward.City;
using Ward.Govern.Mandates;
using Ward.Prescribe;
using Ward.Respond.Leases;
using Ward.Respond.Plans;

namespace Ward.Respond.Approvals;

/// <summary>Asks the mandates, with the budgets as they are spent and the brake as it is.</summary>
internal sealed class Permissions(DecideByMandate decide, TargetLedger ledger, Brake brake)
{
    /// <param name="counted">Keys of measures that the budgets count already.</param>
    /// <returns>The permission, and the reservation in every budget that it rests on where it is permitted at once.</returns>
    public (Permission Permission, IReadOnlyList<SpentTargets> Reserved) Ask(CityModel city, Prescription prescription, IReadOnlySet<string> counted, DateTimeOffset now)
    {
        var request = Planner.Request(city, prescription, counted);
        var held = brake.Held;
        return ledger.Decide(spent => Never(decide(request, spent, now, held), held), request.Changes.Sum(c => c.Targets), now);
    }

    /// <summary>Whatever the mandates say: no action by itself while the brake holds, and no lease without an end.</summary>
    private static Permission Never(Permission permission, bool held) => permission switch
    {
        Permission.Permitted p when held => new Permission.Observed(p.Mandate, "automatic action is held back") { RestsOn = p.RestsOn },
        Permission.Permitted { Lease: var lease } when lease <= TimeSpan.Zero => new Permission.Refused("the mandate gives no lease"),
        Permission.NeedsApproval { Lease: var lease } when lease <= TimeSpan.Zero => new Permission.Refused("the mandate gives no lease"),
        _ => permission,
    };
}
