using Ward.Detect.Baselines;
using Ward.Detect.Findings;
using Ward.Ingest;
using Ward.Ingest.Search.Language;

namespace Ward.Detect.Hunts;

/// <summary>
/// Habits over history, by the baseline that live events meet, with a memory of its own: it learns from the first event of the hunt on, and speaks of
/// unusual places and hours of those alone whom it has come to know by then. What the live watch has learnt is left as it is.
/// </summary>
public sealed class BaselineAnalytic : IHuntAnalytic
{
    /// <summary>Of sign-ins: who, from where, when, and how many fail.</summary>
    public const string SignIns = "sign-ins";

    // Who asks wants to hear all of it; the live watch's budget of alarms spares people. What was read in from old files has old times, and they are what it is about.
    private readonly SignInBaseline baseline = new(new SignInOptions { AlarmsPerDay = 10_000, FarBehind = TimeSpan.FromDays(3650) });

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no baseline of that name.</exception>
    public BaselineAnalytic(string name)
    {
        if (!Names.Contains(name, StringComparer.Ordinal)) throw new ArgumentException($"no baseline '{name}'", nameof(name));
    }

    /// <summary>What can be hunted with.</summary>
    public static IReadOnlyList<string> Names { get; } = [SignIns];

    public Condition Needs { get; } = ((QueryReading.Read)QueryParser.Read("class:authentication")).Query.Where;

    public void Observe(Event e, ICollection<Finding> findings) => baseline.Observe(e, findings);

    public void Save(Stream state) => baseline.Save(state);

    public bool TryRestore(Stream state) => baseline.TryRestore(state);
}
