using System.Globalization;
using Ward.City;
using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Makers;
using Ward.Govern.ThreatModel.Stride;
using Ward.Govern.ThreatModel.Systems;
using Ward.Risks;
using Ward.Standards.Yaml;

namespace Ward.Server.Application.Registering;

/// <summary>
/// The risk register of the living city: every kind of risk and what STRIDE leaves open, with what people decided. It is on disk before it is in force.
/// A register on disk that cannot be read is left as it is, and nothing is decided until somebody has mended it. Thread-safe.
/// </summary>
internal sealed class RegisterKeeper
{
    /// <summary>Changes that are remembered.</summary>
    public const int MostNotes = 500;

    /// <summary>Changes of one reckoning that are remembered; the others are counted.</summary>
    public const int MostOfOne = 200;

    private readonly Lock gate = new();
    private readonly RegisterFolder folder;
    private readonly bool isBroken;
    private RegisterState state;

    public RegisterKeeper(RegisterFolder folder)
    {
        this.folder = folder;
        var problems = new ProblemList("register.yaml");
        var kept = folder.Read(problems);
        isBroken = kept is null;
        state = new(kept ?? RiskRegister.Empty(""), folder.Changes(), "", null, isBroken ? $"The register that was kept cannot be read, so it is neither shown nor written over: {string.Join("; ", problems.Sorted().Take(3))}" : folder.Lost);
    }

    public RegisterState State => Volatile.Read(ref state);

    /// <summary>Looks at the city anew.</summary>
    /// <param name="today">The city's day.</param>
    /// <returns>All that changed; nothing at the first look of all.</returns>
    /// <exception cref="IOException">It cannot be kept; the register is as it was.</exception>
    public IReadOnlyList<RegisterNote> Reckon(CityModel city, DateTimeOffset now, DateOnly today)
    {
        if (isBroken) return [];
        var model = CityMaker.Of(city);
        var findings = ThreatAnalysis.Of(model, [.. StridePerElement.Of(city).Where(t => t.State == StrideState.Open).Select(t => t.AsFinding())]).Findings;
        // It takes long and gives way to all else: a person who decides must not wait for it.
        var before = State.Register;
        var (after, changes) = Next(before, model, findings, today);
        lock (gate)
        {
            if (!ReferenceEquals(State.Register, before))
            {
                before = State.Register;
                (after, changes) = Next(before, model, findings, today);
            }

            // The first look of all finds everything new, which is no news.
            List<RegisterNote> notes = before is { Facts.Count: 0, Entries.Count: 0, Gone.Count: 0 } ? [] : [.. changes.Select(c => new RegisterNote(now, city.Version, c.Kind, c.Entry.Id, c.Entry.Words, c.Before?.Severity, c.After?.Severity, c.Why))];
            var all = notes.Count == 0 ? State.Notes : Remembered([.. Short(notes), .. State.Notes]);
            // Of a register from before grounds were kept these are news, though nothing has changed.
            var isNew = changes.Count > 0 || !before.Facts.SequenceEqual(after.Facts) || !before.Entries.SelectMany(e => e.Grounds).SequenceEqual(after.Entries.SelectMany(e => e.Grounds));
            var problem = isNew ? folder.Write(after, all) : null;
            Volatile.Write(ref state, new(after, all, city.Version, now, problem ?? folder.Lost));
            return notes;
        }
    }

    /// <summary>The kept register stays in force; the reason is shown. That it cannot be read at all goes before every other.</summary>
    public void Fail(string reason)
    {
        if (isBroken) return;
        lock (gate) Volatile.Write(ref state, State with { Problem = reason });
    }

    /// <summary>Why nothing could be decided about the risk as things stand; null where it could.</summary>
    /// <param name="seen">Of the risk that was read (<see cref="RiskMark"/>); null where any is meant.</param>
    public Kept? Refuses(string id, string? seen)
    {
        var now = State;
        if (isBroken) return new Kept.Broken(now.Problem!);
        if (now.Register.Entries.FirstOrDefault(e => e.Id == id) is not { } entry) return new Kept.Unknown();
        return seen is not null && seen != RiskMark.Of(entry) ? new Kept.Another(entry) : null;
    }

    /// <summary>Keeps a decision about one risk.</summary>
    /// <exception cref="IOException">It cannot be kept; nothing is decided.</exception>
    public Kept Decide(string id, Decision decision, string? owner, string? seen, DateTimeOffset now)
    {
        lock (gate)
        {
            if (Refuses(id, seen) is { } refused) return refused;
            var before = State;
            var after = before.Register.Decide(id, decision, owner)!;
            var entry = after.Entries.Single(e => e.Id == id);
            var why = $"{decision.By} decided: {RiskWords.Of(decision.Status)}{(decision.Justification is { Length: > 0 } reason ? $", since {reason}" : "")}";
            var notes = Remembered([new RegisterNote(now, before.CityVersion, RiskChangeKind.Decided, id, entry.Words, entry.Severity, entry.Severity, [why]), .. before.Notes]);
            var problem = folder.Write(after, notes);
            Volatile.Write(ref state, before with { Register = after, Notes = notes, Problem = problem ?? before.Problem });
            return new Kept.InForce(entry);
        }
    }

    private static (RiskRegister After, IReadOnlyList<RegisterChange> Changes) Next(RiskRegister before, SystemModel model, IReadOnlyList<Finding> findings, DateOnly today)
    {
        var after = before.After(model, findings, [], today);
        return (after, RegisterChange.Between(before, after));
    }

    /// <summary>The first of one reckoning, and in one more how many others there are of each kind.</summary>
    private static List<RegisterNote> Short(List<RegisterNote> notes)
    {
        if (notes.Count <= MostOfOne) return notes;
        var beyond = notes[MostOfOne..];
        return [.. notes[..MostOfOne], beyond[0] with { Id = "", Words = string.Create(CultureInfo.InvariantCulture, $"and {beyond.Count} more"), Before = null, After = null, Why = [Counted(beyond)] }];
    }

    /// <summary>How many there are of each kind, in words.</summary>
    internal static string Counted(IEnumerable<RegisterNote> notes) =>
        string.Join(", ", notes.GroupBy(n => n.Kind).OrderBy(g => g.Key).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}")));

    /// <summary>The newest; what was decided goes last.</summary>
    private static List<RegisterNote> Remembered(List<RegisterNote> notes)
    {
        var excess = notes.Count - MostNotes;
        for (var i = notes.Count - 1; i >= 0 && excess > 0; i--)
        {
            if (notes[i].Kind == RiskChangeKind.Decided) continue;
            notes.RemoveAt(i);
            excess--;
        }

        return excess > 0 ? notes[..MostNotes] : notes;
    }
}
