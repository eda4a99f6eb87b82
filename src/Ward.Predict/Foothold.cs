using Ward.City;
using Ward.City.Identities;
using Ward.Detect;

namespace Ward.Predict;

/// <summary>Where the attacker is believed to be: an outside address, or a privilege on an asset.</summary>
/// <param name="Where">The entity: a source address or a host.</param>
/// <param name="Privilege">On a host; null for an address outside.</param>
/// <param name="Belief">P(held by the attacker | evidence), 0..1.</param>
/// <param name="Because">Plain words: which findings, how strong.</param>
public sealed record Foothold(Entity Where, ZoneId Zone, Privilege? Privilege, double Belief, string Because)
{
    /// <summary>True where an outsider cannot forge what this rests on; only then may a measure follow from it.</summary>
    public bool Attested { get; init; }
}
