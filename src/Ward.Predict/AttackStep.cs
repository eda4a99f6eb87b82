using Ward.City;

namespace Ward.Predict;

/// <summary>One attack step.</summary>
/// <param name="From">Plain name of where the attacker stands.</param>
/// <param name="To">Plain name of what he gains: 'administrator on fileserver', 'emergency dispatch stops'.</param>
/// <param name="Technique">ATT&amp;CK technique id.</param>
/// <param name="Flow">The allowed flow that carries it, or null.</param>
/// <param name="Exposure">The weakness it uses, or null.</param>
/// <param name="Account">The account it uses, or null.</param>
public sealed record AttackStep(
    string From,
    string To,
    string Technique,
    double Probability,
    double Hours,
    FlowId? Flow,
    ExposureId? Exposure,
    AccountId? Account,
    string Words);
