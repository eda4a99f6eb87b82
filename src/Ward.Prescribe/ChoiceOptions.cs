using Ward.Govern.Mandates;
using Ward.Prescribe.Costs;

namespace Ward.Prescribe;

/// <summary>How the choice is made.</summary>
public sealed record ChoiceOptions
{
    public CostModel Costs { get; init; } = new();

    /// <summary>
    /// Kinds of measures that may be chosen. By default those that change nothing for good, which every mandate has known from the start: a kind that no
    /// mandate names would turn a plan that may be carried out into one that may not.
    /// </summary>
    public IReadOnlySet<ActionClass> Kinds { get; init; } = AtOnce;

    /// <summary>Only measures that are in force within so many hours are chosen, at least 0. Default 4: an incident does not wait for a patch.</summary>
    public double Within { get; init; } = 4;

    /// <summary>
    /// Mandates whose budgets the plan keeps to where it can (decision 0024). Their hours and ends are judged by <see cref="Time"/>, or by the time of the forecast where
    /// there is no clock. None by default.
    /// </summary>
    public IReadOnlyList<Mandate> Mandates { get; init; } = [];

    /// <summary>A foothold believed less than this is told, not acted on. 0..1, default 0.5.</summary>
    public double LeastBelief { get; init; } = 0.5;

    /// <summary>
    /// How long a choice may search, by <see cref="Time"/>; more than zero. The first plan is a greedy one, and better ones replace it until then; how far the
    /// last is from the least is told. Null, the default: as long as its work takes, and the same incident and forecast always give the same prescription.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or less.</exception>
    public TimeSpan? Deadline
    {
        get;
        init => field = value > TimeSpan.Zero || value is null ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A deadline of a choice must be more than zero.");
    }

    /// <summary>The clock of <see cref="Deadline"/>; without one nothing is timed.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Most work on the plan, counted in nodes of searches. Default 2,000,000.</summary>
    public long Steps { get; init; } = 2_000_000;

    /// <summary>Most work on each alternative. Default 4,000.</summary>
    public long StepsAnAlternative { get; init; } = 4_000;

    /// <summary>Most alternatives besides 'do nothing'. Default 2.</summary>
    public int Alternatives { get; init; } = 2;

    /// <summary>Hours for which a service that is stopped is taken to be out, where what is lost is weighed against a budget; more than 0. Default 24.</summary>
    public double Outage { get; init; } = 24;

    /// <summary>The kinds of <see cref="Kinds"/> by default.</summary>
    public static IReadOnlySet<ActionClass> AtOnce { get; } =
        new HashSet<ActionClass> { ActionClass.DenySource, ActionClass.DenyWeb, ActionClass.CloseFlow, ActionClass.DisableAccount, ActionClass.IsolateHost };

    /// <summary>Every kind that there is.</summary>
    public static IReadOnlySet<ActionClass> Every { get; } = new HashSet<ActionClass>(Enum.GetValues<ActionClass>());
}
