namespace Ward.Detect.Baselines;

/// <summary>
/// Who signs in when and from where, as one class of senders tells it. What anybody can forge is learnt apart from what a known sender says,
/// so that a flood of invented lines neither dilutes nor displaces a habit.
/// </summary>
internal sealed class SignInHabits(SignInOptions options)
{
    private readonly EntityTable<UInt128, AccountHabit> accounts = new(options.Accounts);
    private readonly EntityTable<PairKey, KnownPair> pairs = new(options.Pairs);
    private readonly TailCalibration calibration = new();

    public int Accounts => accounts.Count;

    public long Evicted => accounts.Evicted + pairs.Evicted;

    /// <summary>Judges a success and learns it. <see cref="Oddity.None"/> while the account is warming up.</summary>
    public Oddity Weigh(in SignIn signIn)
    {
        ref var habit = ref accounts.Touch(signIn.Account, out _);
        ref var pair = ref pairs.Touch(KeyOf(signIn), out var knownPlace);
        var warm = habit.SignIns >= options.WarmUpSignIns && habit.Days >= options.WarmUpDays;
        var oddity = warm ? Judge(ref habit, signIn, knownPlace) : Oddity.Warming;
        habit.Learn(signIn.Hour, signIn.Day, !knownPlace);
        pair.Learn(signIn.Day);
        return oddity;
    }

    /// <summary>True where the account has signed in from that place on two days or more.</summary>
    public bool AreAcquainted(in SignIn signIn)
    {
        ref var pair = ref pairs.Find(KeyOf(signIn), out var known);
        return known && pair.Days >= 2;
    }

    /// <summary>A copy for the words of a finding.</summary>
    public AccountHabit HabitOf(in SignIn signIn)
    {
        ref var habit = ref accounts.Find(signIn.Account, out var known);
        return known ? habit : default;
    }

    public void Save(BinaryWriter to)
    {
        accounts.Save(to);
        pairs.Save(to);
        calibration.Save(to);
    }

    public void Load(BinaryReader from)
    {
        accounts.Load(from);
        pairs.Load(from);
        calibration.Load(from);
    }

    private Oddity Judge(ref AccountHabit habit, in SignIn signIn, bool knownPlace)
    {
        var surprise = habit.Surprise(HourOfWeek.InWeek(signIn.Hour));
        // Before 200 scores there is nothing to calibrate by: the account's own profile is the coarser, milder judge.
        var hourP = surprise <= 0 ? 1 : calibration.IsReady ? calibration.P(surprise) : habit.OwnP(surprise);
        // Sign-ins of one hour are one observation, or a script would set the scale for people.
        if (signIn.Hour != habit.LastHour) calibration.Learn(surprise);

        var placeP = knownPlace ? 1 : Math.Max(habit.Novelty, 1.0 / (Math.Min((int)habit.SignIns, 64) + 1));
        var newPlace = !knownPlace && habit.Novelty <= options.Roaming;
        var oddHour = hourP <= (newPlace ? options.HourBesideNewPlace : options.HourAlone);
        if (!newPlace && !oddHour) return Oddity.None;

        var weight = surprise + (newPlace ? 8 : 0);
        var rested = signIn.Hour - habit.AlarmedHour >= options.Refractory.TotalHours;
        if (!rested && weight <= habit.AlarmedSurprise) return Oddity.Repeated;
        (habit.AlarmedHour, habit.AlarmedSurprise) = (signIn.Hour, (float)weight);
        return new Oddity(newPlace, oddHour, (newPlace ? placeP : 1) * (oddHour ? hourP : 1), OddityState.Told);
    }

    private static PairKey KeyOf(in SignIn signIn) => new(signIn.Account, SourceAddress.Place(signIn.Address));
}
