using System.Globalization;

namespace Ward.Storage.Conformance;

/// <summary>What many kills did: said in one line, the same for every test that kills.</summary>
/// <param name="what">What was killed while it worked.</param>
internal sealed class KillTally(string what)
{
    private long next;

    public long Kills { get; private set; }

    public long Acknowledged { get; private set; }

    public long Lost { get; private set; }

    public long Doubled { get; private set; }

    /// <summary>Numbers that were found in order after one more kill; before <paramref name="first"/> all may have been forgotten on purpose.</summary>
    /// <param name="acknowledged">How many numbers, from 0 on, were said to be durable.</param>
    /// <returns>The number that comes next.</returns>
    public long Count(long first, long acknowledged, IEnumerable<long> found)
    {
        Kills++;
        Acknowledged = acknowledged;
        next = -1;
        foreach (var number in found)
        {
            if (next < 0) next = Math.Min(first, number);
            if (number < next) Doubled++;
            else Lost += number - next;
            next = Math.Max(next, number + 1);
        }

        if (next < 0) next = first;
        if (next < acknowledged) Lost += acknowledged - next;
        return next;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{what}: {Kills} kills, {Acknowledged} acknowledged, {Lost} lost, {Doubled} doubled");

    /// <summary>How often, where the variable does not say otherwise.</summary>
    public static int HowOften(string variable, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(variable) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
