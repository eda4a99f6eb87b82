namespace Ward.Detect.Baselines;

/// <summary>
/// Who failed to sign in shortly before. Needs nothing learnt: it is true in the first minute of a new city.
/// Lines that anybody can forge are kept apart, so that a flood of them pushes nothing true out.
/// </summary>
internal sealed class Guessing(SignInOptions options)
{
    // A success may be stamped a moment before the last failure by another clock.
    private const uint Slack = 2;

    private readonly EntityTable<UInt128, GuessLog> forgeable = new(options.Accounts);
    private readonly EntityTable<UInt128, GuessLog> known = new(options.Accounts);

    public long Evicted => forgeable.Evicted + known.Evicted;

    public void Fail(in SignIn signIn)
    {
        var table = signIn.Sureness == 0 ? forgeable : known;
        table.Touch(signIn.Address, out _).Add(new Guess(signIn.Seconds, (uint)signIn.Account, signIn.Sureness, signIn.Voice));
    }

    /// <summary>Judges a success; the surest level at which the failures suffice is the level of the verdict.</summary>
    /// <param name="acquainted">True where address and account have signed in together on days before.</param>
    public Guessed Succeed(in SignIn signIn, bool acquainted)
    {
        var best = Guessed.None;
        for (int sureness = signIn.Sureness; sureness >= 0; sureness--)
        {
            var at = Count(signIn, sureness);
            var needed = acquainted && !at.OtherAccounts ? 2 * options.Guesses : options.Guesses;
            if (at.Failures < options.Guesses) continue;
            if (at.Failures >= needed)
            {
                Forget(signIn, null, sureness);
                return at with { IsCompromise = true };
            }

            if (best.Failures == 0) best = at;
        }

        // Typos, explained by the success of the same account: they must not add up at an address that many share.
        Forget(signIn, (uint)signIn.Account, signIn.Sureness);
        return best;
    }

    public void Save(BinaryWriter to)
    {
        forgeable.Save(to);
        known.Save(to);
    }

    public void Load(BinaryReader from)
    {
        forgeable.Load(from);
        known.Load(from);
    }

    private Guessed Count(in SignIn signIn, int sureness)
    {
        var to = signIn.Seconds + Slack;
        var from = signIn.Seconds - Math.Min(signIn.Seconds, (uint)options.GuessWindow.TotalSeconds);
        var (others, first, failures) = (false, signIn.Seconds, 0);
        ref var sure = ref known.Find(signIn.Address, out var found);
        if (found) failures += sure.CountWithin(from, to, sureness, (uint)signIn.Account, ref others, ref first);
        if (sureness == 0)
        {
            ref var loose = ref forgeable.Find(signIn.Address, out found);
            if (found) failures += loose.CountWithin(from, to, 0, (uint)signIn.Account, ref others, ref first);
        }

        return new Guessed(failures, others, first, sureness, false);
    }

    private void Forget(in SignIn signIn, uint? account, int sureness)
    {
        ref var loose = ref forgeable.Find(signIn.Address, out var found);
        if (found) loose.Remove(account, sureness);
        ref var sure = ref known.Find(signIn.Address, out found);
        if (found) sure.Remove(account, sureness);
    }
}
