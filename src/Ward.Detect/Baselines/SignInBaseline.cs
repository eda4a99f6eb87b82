using System.ComponentModel.DataAnnotations;
using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Baselines;

/// <summary>
/// Learns when and from where each account signs in and how often each address fails, and says what is out of the ordinary;
/// and says, with nothing learnt, when an address that was guessing passwords gets in. Event time only: a replay tells the same.
/// Not thread-safe, except for <see cref="Counts"/>.
/// </summary>
public sealed class SignInBaseline : IBaseline
{
    /// <summary>The detector's name on findings.</summary>
    public const string Detector = "baseline:sign-ins";

    private const string Tag = "signins";
    private const int Version = 1;

    private readonly SignInOptions options;
    private State state;
    private long observed;
    private long unreadable;
    private long warming;
    private long repeated;
    private long wrongClock;

    /// <exception cref="ValidationException">An option is out of its bounds; the message names it.</exception>
    public SignInBaseline(SignInOptions options)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        this.options = options;
        state = new State(options);
    }

    /// <summary>Counted since this object was made. Thread-safe.</summary>
    public BaselineCounts Counts => new(
        Volatile.Read(ref observed), Volatile.Read(ref unreadable), Volatile.Read(ref warming), Volatile.Read(ref repeated),
        Volatile.Read(ref wrongClock), Volatile.Read(ref state).Evicted, Volatile.Read(ref state).Budget.Withheld);

    public void Observe(Event e, ICollection<Finding> findings)
    {
        if (!SignIn.IsOne(e)) return;
        var at = BelievableTime.Of(e, options.FarBehind, out var believed);
        if (!believed) wrongClock++;
        if (!SignIn.TryRead(e, at, out var signIn))
        {
            unreadable++;
            return;
        }

        observed++;
        if (e.StatusId == SignIn.Success) Succeed(e, signIn, findings);
        else Fail(e, signIn, findings);
    }

    public void Save(Stream state) => StateFrame.Write(state, Tag, Version, this.state.Save);

    public bool TryRestore(Stream state)
    {
        if (!StateFrame.TryRead(state, Tag, Version, out var payload)) return false;
        var restored = new State(options);
        using var reader = new BinaryReader(new MemoryStream(payload, writable: false));
        try
        {
            restored.Load(reader);
        }
        catch (EndOfStreamException)
        {
            return false;
        }

        if (reader.BaseStream.Position != payload.Length) return false;
        this.state = restored;
        return true;
    }

    private void Succeed(Event e, in SignIn signIn, ICollection<Finding> findings)
    {
        var habits = state.HabitsFor(signIn);
        var guessed = state.Guessing.Succeed(signIn, habits.AreAcquainted(signIn));
        if (guessed.IsCompromise)
        {
            // Not learnt: an intruder's sign-in is no habit of the account.
            findings.Add(SignInWords.Compromise(e, signIn, guessed, options));
            return;
        }

        if (guessed.Failures > 0 && state.Budget.TrySpend(signIn.Day, low: true))
            findings.Add(SignInWords.Fumbled(e, signIn, guessed, options));

        var before = habits.HabitOf(signIn);
        var oddity = habits.Weigh(signIn);
        switch (oddity.State)
        {
            case OddityState.None: break;
            case OddityState.Warming: warming++; break;
            case OddityState.Repeated: repeated++; break;
            case OddityState.Told:
                if (state.Budget.TrySpend(signIn.Day, low: !(oddity.NewPlace && oddity.OddHour)))
                    findings.Add(SignInWords.Unusual(e, signIn, before, oddity));
                break;
            default: throw new InvalidOperationException($"No answer for {oddity.State}.");
        }
    }

    private void Fail(Event e, in SignIn signIn, ICollection<Finding> findings)
    {
        state.Guessing.Fail(signIn);
        if (state.Rates.IsOdd(signIn, out var seen, out var expected, out var p) && state.Budget.TrySpend(signIn.Day, low: true))
            findings.Add(SignInWords.FailingMore(e, signIn, seen, expected, p));
    }

    private sealed class State(SignInOptions options)
    {
        // By whether the sender is known.
        private readonly SignInHabits hearsay = new(options);
        private readonly SignInHabits vouched = new(options);

        public Guessing Guessing { get; } = new(options);
        public FailureRates Rates { get; } = new(options);
        public AlarmBudget Budget { get; } = new(options.AlarmsPerDay);

        public long Evicted => hearsay.Evicted + vouched.Evicted + Guessing.Evicted + Rates.Evicted;

        public SignInHabits HabitsFor(in SignIn signIn) => signIn.Sureness == 0 ? hearsay : vouched;

        public void Save(BinaryWriter to)
        {
            hearsay.Save(to);
            vouched.Save(to);
            Guessing.Save(to);
            Rates.Save(to);
            Budget.Save(to);
        }

        public void Load(BinaryReader from)
        {
            hearsay.Load(from);
            vouched.Load(from);
            Guessing.Load(from);
            Rates.Load(from);
            Budget.Load(from);
        }
    }
}
