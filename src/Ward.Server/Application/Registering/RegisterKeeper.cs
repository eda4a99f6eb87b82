using Ward.City;
using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Makers;
using Ward.Govern.ThreatModel.Stride;
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
        state = new(kept ?? RiskRegister.Empty(""), folder.Changes(), "", null, isBroken ? $"The register that was kept cannot be read, so it is neither shown nor written over: {string.Join("; ", problems.Sorted().Take(3))}" : null);
    }

    public RegisterState State => Volatile.Read(ref state);

    /// <summary>Looks at the city anew.</summary>
    /// <returns>What changed; nothing at the first look of all.</returns>
    /// <exception cref="IOException">It cannot be kept; the register is as it was.</exception>
    public IReadOnlyList<RegisterNote> Reckon(CityModel city, DateTimeOffset now)
    {
        if (isBroken) return [];
        var model = CityMaker.Of(city);
        var analysis = ThreatAnalysis.Of(model, [.. StridePerElement.Of(city).Where(t => t.State == StrideState.Open).Select(t => t.AsFinding())]);
        lock (gate)
        {
            var (before, today) = (State.Register, DateOnly.FromDateTime(now.UtcDateTime));
            var after = before.After(model, analysis.Findings, [], today);
            var changes = RegisterChange.Between(before, after);
            // The first look of all finds everything new, which is no news.
            List<RegisterNote> notes = before.Facts.Count == 0 ? [] : [.. changes.Select(c => new RegisterNote(now, city.Version, c.Kind, c.Entry.Id, c.Entry.Words, c.Before?.Severity, c.After?.Severity, c.Why))];
            IReadOnlyList<RegisterNote> all = notes.Count == 0 ? State.Notes : [.. notes.Concat(State.Notes).Take(MostNotes)];
            if (changes.Count > 0 || !before.Facts.SequenceEqual(after.Facts)) folder.Write(after, all);
            Volatile.Write(ref state, new(after, all, city.Version, now, null));
            return notes;
        }
    }

    /// <summary>The kept register stays in force; the reason is shown.</summary>
    public void Fail(string reason)
    {
        lock (gate) Volatile.Write(ref state, State with { Problem = reason });
    }

    /// <summary>Keeps a decision about one risk.</summary>
    /// <returns>The risk as it stands now; null where none of this id is found in the city.</returns>
    /// <exception cref="IOException">It cannot be kept; nothing is decided.</exception>
    /// <exception cref="InvalidOperationException">The register that was kept cannot be read.</exception>
    public RiskEntry? Decide(string id, Decision decision, string? owner, DateTimeOffset now)
    {
        if (isBroken) throw new InvalidOperationException(State.Problem);
        lock (gate)
        {
            var before = State;
            if (before.Register.Decide(id, decision, owner) is not { } after) return null;
            var entry = after.Entries.Single(e => e.Id == id);
            var why = $"{decision.By} decided: {RiskWords.Of(decision.Status)}{(decision.Justification is { Length: > 0 } reason ? $", since {reason}" : "")}";
            IReadOnlyList<RegisterNote> notes = [new RegisterNote(now, before.CityVersion, RiskChangeKind.Decided, id, entry.Words, entry.Severity, entry.Severity, [why]), .. before.Notes.Take(MostNotes - 1)];
            folder.Write(after, notes);
            Volatile.Write(ref state, before with { Register = after, Notes = notes });
            return entry;
        }
    }
}
