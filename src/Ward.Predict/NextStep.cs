using Ward.City;

namespace Ward.Predict;

/// <summary>What the attacker would gain next.</summary>
/// <param name="Asset">The asset on which he gains it, or null where a service stops.</param>
/// <param name="Service">The service that stops, or null.</param>
/// <param name="Technique">ATT&amp;CK technique id.</param>
/// <param name="Probability">That this, before anything else, is what he gains next, 0..1.</param>
/// <param name="Hours">Mean h until then, where it is next.</param>
/// <param name="Account">The account that it uses, or null.</param>
/// <param name="Words">One plain sentence without its full stop.</param>
public sealed record NextStep(AssetId? Asset, ServiceId? Service, string Technique, double Probability, double Hours, AccountId? Account, string Words);
