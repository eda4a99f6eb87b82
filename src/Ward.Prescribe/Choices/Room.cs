using System.Globalization;

namespace Ward.Prescribe.Choices;

/// <summary>How large a plan may be that some mandate lets Ward carry out by itself.</summary>
/// <param name="Targets">Most measures; each is one target.</param>
/// <param name="People">Most people who notice.</param>
internal sealed record Room(long Targets, long People)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Targets} {(Targets == 1 ? "target" : "targets")} and {People} people a plan");
}
