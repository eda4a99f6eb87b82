using System.Globalization;

namespace Ward.City.Merging;

/// <summary>Weaknesses of installed packages of one asset that are no exposures, counted as they come, and why.</summary>
internal sealed class PackageDoubts
{
    private const int Shown = 3;

    private readonly List<string> unknown = [], idle = [];
    private int unknownCount, attacked, idleCount, harmless;

    /// <param name="isAttacked">Those are named before the others.</param>
    public void AddUnknown(string reference, string packages, bool isAttacked)
    {
        unknownCount++;
        if (isAttacked) unknown.Insert(attacked++ < Shown ? attacked - 1 : unknown.Count, $"{reference} in {packages}");
        else if (unknown.Count < Shown) unknown.Add($"{reference} in {packages}");
        if (unknown.Count > Shown) unknown.RemoveAt(Shown);
    }

    public void AddIdle(string reference, string packages)
    {
        if (idleCount++ < Shown) idle.Add($"{reference} in {packages}");
    }

    /// <summary>One that stops something and gives nobody a privilege.</summary>
    public void AddHarmless() => harmless++;

    /// <summary>What such assets have in common, and a sentence about this one.</summary>
    public IEnumerable<(string What, string Sentence)> Sentences(string asset)
    {
        if (unknownCount > 0)
            yield return ("assets with weaknesses of which it is unknown whether a distribution mended them", Say($"{unknownCount} weaknesses ({string.Join("; ", unknown)}{More(unknownCount - unknown.Count)}) of which it is unknown whether its distribution mended them: only the makers' version is told, or branches of an advisory differ. {attacked} of them are known to be attacked. They are not taken"));
        if (idleCount > 0)
            yield return ("assets with weaknesses in what is installed and does not run", Say($"{idleCount} weaknesses ({string.Join("; ", idle)}{More(idleCount - idle.Count)}) of kernels that are installed, not running; they are not taken"));
        if (harmless > 0)
            yield return ("assets with weaknesses of installed packages that give nobody a privilege", Say($"{harmless} weaknesses of installed packages that stop something and give nobody a privilege; the model holds ways in"));

        string Say(FormattableString sentence) => $"asset {asset}: {sentence.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string More(int count) => count > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {count} more") : "";
}
