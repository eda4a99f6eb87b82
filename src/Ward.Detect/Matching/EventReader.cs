using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Matching;

/// <summary>
/// One event under the field names of the rules, and what is known of the rules' predicates over it. Each name is resolved and each
/// predicate answered at most once an event. Not thread-safe.
/// </summary>
internal sealed class EventReader(FieldTable fields, PredicateTable predicates)
{
    private const int Absent = -1;
    private readonly int[] slots = new int[fields.Count];
    private readonly int[] resolvedIn = new int[fields.Count];
    private readonly byte[] places = new byte[fields.Count];
    private readonly int[] present = new int[fields.Count];
    private readonly string[] texts = new string[fields.Count];
    private readonly int[] textIn = new int[fields.Count];
    private readonly int[] heldIn = new int[predicates.All.Count];
    private readonly int[] failedIn = new int[predicates.All.Count];
    private readonly int[] firedIn = new int[predicates.UnitCount];
    private readonly int[] failedUnitIn = new int[predicates.UnitCount];
    private readonly EventStamps stamps = new(fields.Zone);
    private readonly byte[] scratch = new byte[256];
    private FieldResolver.Guess[] guesses = new FieldResolver.Guess[32];
    private FieldResolver resolver = null!;
    private int presentCount;
    private int mark;
    private bool isScanned;

    internal Event Event { get; private set; } = null!;

    /// <summary>What findings of this event share; null until the first is written.</summary>
    internal EventNotes? Notes { get; set; }

    /// <summary>Room for the explanation of one finding.</summary>
    internal List<FieldShown> Shown { get; } = [];

    /// <summary>The fields that values of the event are, in no order; those that it carries beside its fields are not among them.</summary>
    internal ReadOnlySpan<int> Present => present.AsSpan(0, presentCount);

    /// <summary>Counts the events begun: tells one event from the next.</summary>
    internal long Serial { get; private set; }

    /// <param name="scanned">True where an index will answer what it can; false where every predicate is to be asked.</param>
    internal void Begin(Event e, FieldResolver resolver, bool scanned)
    {
        (Event, this.resolver, isScanned) = (e, resolver, scanned);
        Serial++;
        if (++mark == int.MaxValue) Forget();
        Notes = null;
        presentCount = 0;
        if (guesses.Length < e.FieldCount) Array.Resize(ref guesses, Math.Max(guesses.Length * 2, e.FieldCount));
        for (var slot = 0; slot < e.FieldCount; slot++)
        {
            foreach (var (field, place) in resolver.At(e, slot, scratch, ref guesses[slot]))
            {
                if (resolvedIn[field] != mark) present[presentCount++] = field;
                else if (places[field] <= place) continue;
                (slots[field], resolvedIn[field], places[field]) = (slot, mark, place);
            }
        }
    }

    internal bool Has(int field) => resolver[field].Own is { } own ? EventStamps.Has(Event, own) : resolvedIn[field] == mark;

    internal bool TryGet(int field, out ReadOnlySpan<byte> value)
    {
        if (resolvedIn[field] == mark)
        {
            value = Event.ValueAt(slots[field]);
            return true;
        }

        if (resolver[field].Own is { } own) return stamps.TryGet(Event, own, out value);
        value = default;
        return false;
    }

    /// <summary>The path under which the event has the field: OCSF's where it is known, else the event's own name.</summary>
    internal string PathOf(int field) =>
        resolvedIn[field] != mark ? resolver[field].Name
        : Event.FieldAt(slots[field]) is var id && id != FieldId.Unmapped ? Fields.PathOf(id)
        : resolver[field].NameOf(Event.NameAt(slots[field]));

    /// <summary>The field's value as an explanation shows it; made once an event.</summary>
    internal string TextOf(int field, ReadOnlySpan<byte> value)
    {
        if (textIn[field] == mark) return texts[field];
        textIn[field] = mark;
        return texts[field] = Texts.Of(value, Texts.ShownBytes);
    }

    /// <summary>An index has found the predicate to hold; false where that was known.</summary>
    internal bool Fire(int predicate)
    {
        if (heldIn[predicate] == mark) return false;
        heldIn[predicate] = mark;
        return true;
    }

    internal void FireUnit(int unit) => firedIn[unit] = mark;

    internal bool HasFired(int unit) => firedIn[unit] == mark;

    /// <summary>One of the unit's predicates holds.</summary>
    internal bool Holds(Unit unit)
    {
        if (!isScanned)
        {
            foreach (var member in unit.Members)
                if (Ask(member)) return true;
            return false;
        }

        if (firedIn[unit.Id] == mark) return true;
        if (unit.Asked.Length == 0 || failedUnitIn[unit.Id] == mark) return false;
        foreach (var member in unit.Asked)
        {
            if (!HoldsOnce(member)) continue;
            firedIn[unit.Id] = mark;
            return true;
        }

        failedUnitIn[unit.Id] = mark;
        return false;
    }

    /// <summary>The test holds for a field's value or, with slot -1, for the line.</summary>
    internal bool Finds(ValueTest test, out int slot)
    {
        for (slot = 0; slot < Event.FieldCount; slot++)
            if (test.Holds(Event.ValueAt(slot), this)) return true;
        slot = Absent;
        return test.Holds(Event.Raw.Span, this);
    }

    /// <summary>True where the look over the event has already said no.</summary>
    internal bool IsRuledOut(Predicate predicate) => isScanned && predicate.Literal is not null && heldIn[predicate.Id] != mark;

    private bool HoldsOnce(Predicate predicate)
    {
        if (heldIn[predicate.Id] == mark) return true;
        if (failedIn[predicate.Id] == mark) return false;
        var holds = (predicate.Gate is not { } gate || firedIn[gate.Id] == mark) && Ask(predicate);
        (holds ? heldIn : failedIn)[predicate.Id] = mark;
        return holds;
    }

    private bool Ask(Predicate predicate) => predicate.Field == Predicate.Anywhere
        ? Finds(predicate.Test, out _)
        : TryGet(predicate.Field, out var value) && predicate.Test.Holds(value, this);

    private void Forget()
    {
        foreach (var marks in (int[][])[resolvedIn, heldIn, failedIn, firedIn, failedUnitIn, textIn]) Array.Clear(marks);
        mark = 1;
    }
}
