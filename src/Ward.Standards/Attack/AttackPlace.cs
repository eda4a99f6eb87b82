namespace Ward.Standards.Attack;

/// <summary>Where a technique stands.</summary>
/// <param name="Tactics">Short names as in 'credential-access'; at least one.</param>
public sealed record AttackPlace(AttackDomain Domain, IReadOnlyList<string> Tactics);
