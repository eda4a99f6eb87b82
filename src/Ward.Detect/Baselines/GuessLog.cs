using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ward.Detect.Baselines;

/// <summary>A failed sign-in that no success of the same account has explained yet.</summary>
/// <param name="At">Seconds since 1970, event time.</param>
/// <param name="Account">Part of the account's key.</param>
/// <param name="Sureness">How hard it would have been to forge: 0 anybody, 1 a known sender, 2 attested.</param>
/// <param name="Voice">Who told it; one attempt told by two voices is one attempt.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct Guess(uint At, uint Account, byte Sureness, byte Voice);

/// <summary>The last failures from one address. 161 bytes. A line that is easier to forge never displaces one that is harder.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct GuessLog
{
    public const int Capacity = 16;

    private Ring guesses;
    private byte count;

    public readonly int Count => count;

    public void Add(Guess guess)
    {
        if (count < Capacity)
        {
            guesses[count++] = guess;
            return;
        }

        var victim = -1;
        for (var i = 0; i < count; i++)
        {
            if (guesses[i].Sureness > guess.Sureness) continue;
            if (victim < 0 || (guesses[i].Sureness, guesses[i].At).CompareTo((guesses[victim].Sureness, guesses[victim].At)) < 0) victim = i;
        }

        if (victim >= 0) guesses[victim] = guess;
    }

    /// <summary>Attempts in the window of at least that sureness: of several voices, the one that tells most.</summary>
    /// <param name="others">True where another account than the given one was among them.</param>
    public readonly int CountWithin(uint from, uint to, int sureness, uint account, ref bool others, ref uint first)
    {
        var most = 0;
        for (var i = 0; i < count; i++)
        {
            if (!Counts(guesses[i], from, to, sureness)) continue;
            others |= guesses[i].Account != account;
            first = Math.Min(first, guesses[i].At);
            var same = 0;
            for (var j = 0; j < count; j++)
                if (guesses[j].Voice == guesses[i].Voice && Counts(guesses[j], from, to, sureness)) same++;
            most = Math.Max(most, same);
        }

        return most;
    }

    /// <summary>Takes out what a success has explained (one account's typos) or a finding has told (every account's); only what is as easy to forge.</summary>
    public void Remove(uint? account, int sureness)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
            if (guesses[i].Sureness > sureness || (account is { } own && guesses[i].Account != own)) guesses[kept++] = guesses[i];
        for (var i = kept; i < count; i++) guesses[i] = default;
        count = (byte)kept;
    }

    private static bool Counts(Guess guess, uint from, uint to, int sureness) =>
        guess.Sureness >= sureness && guess.At >= from && guess.At <= to;

    [InlineArray(Capacity)]
    private struct Ring
    {
        private Guess first;
    }
}
