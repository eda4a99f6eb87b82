using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel;

/// <summary>What a kind of risk says of itself; the reference page, the command line and the console show this and nothing else.</summary>
/// <param name="Id">As in Threagile, so that its risk tracking holds here.</param>
/// <param name="Finds">What can go wrong.</param>
/// <param name="When">Which part of which model it names.</param>
/// <param name="Rating">What its severity depends on.</param>
/// <param name="Mending">What takes the risk away.</param>
/// <param name="Check">What to ask to see that it is gone.</param>
/// <param name="Cwe">Number of the weakness class.</param>
/// <param name="Needs">What a model must say for this kind to speak at all.</param>
public sealed record KindAbout(
    string Id, string Title, string Finds, string When, string Rating, string Mending, string Check, StrideCategory Stride, int Cwe, RiskFunction Function, Facts Needs)
{
    /// <summary>What it finds may be a gap of the model rather than of the system.</summary>
    public bool MayBeModelGap { get; init; }
}
