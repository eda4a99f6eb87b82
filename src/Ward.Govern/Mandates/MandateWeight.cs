using System.Globalization;

namespace Ward.Govern.Mandates;

/// <summary>What a mandate is worth for one plan: its mode, lowered where the plan is beyond what it trusts Ward with.</summary>
/// <remarks>The whole plan counts against each mandate that it rests on, so a large plan cannot be spread over several small budgets.</remarks>
internal sealed record MandateWeight(Mandate Mandate, MandateMode Mode, string Reason)
{
    public static MandateWeight Of(Mandate mandate, ChangeRequest request, SpentBudget spent)
    {
        if (mandate.Mode != MandateMode.Act)
            return new MandateWeight(mandate, mandate.Mode, $"The mandate {mandate.Id} says {mandate.Mode.ToString().ToLowerInvariant()}.");
        if (!request.Attested)
            return new MandateWeight(mandate, MandateMode.Ask, $"The mandate {mandate.Id} says act, but the evidence could have been forged, so a person must decide.");
        return Exceeded(mandate.Budget, request, spent) is { } beyond
            ? new MandateWeight(mandate, MandateMode.Ask, $"The mandate {mandate.Id} says act, but {beyond}, so a person must decide.")
            : new MandateWeight(mandate, MandateMode.Act, $"The mandate {mandate.Id} says act, and the plan is within its budget.");
    }

    private static string? Exceeded(BlastBudget budget, ChangeRequest request, SpentBudget spent)
    {
        // Long, and never below one a change for a plan: a request that counts wrongly must not slip under a budget. What is spent over time has counted a renewed target already.
        var targets = request.Changes.Sum(c => (long)Math.Max(1, c.Targets));
        var added = request.Changes.Sum(c => (long)Math.Max(0, c.Targets));
        if (targets > budget.TargetsPerPlan) return $"the plan touches {Number(targets)} targets and it allows {Number(budget.TargetsPerPlan)} a plan";
        if (spent.LastTenMinutes + added > budget.TargetsPerTenMinutes)
            return $"{Number(spent.LastTenMinutes)} targets of the last ten minutes and {Number(added)} more are above the {Number(budget.TargetsPerTenMinutes)} that it allows";
        if (spent.LastDay + added > budget.TargetsPerDay)
            return $"{Number(spent.LastDay)} targets of the last 24 hours and {Number(added)} more are above the {Number(budget.TargetsPerDay)} that it allows";
        return request.People > budget.PeoplePerPlan
            ? $"{Number(request.People)} people would notice and it allows {Number(budget.PeoplePerPlan)}"
            : null;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
