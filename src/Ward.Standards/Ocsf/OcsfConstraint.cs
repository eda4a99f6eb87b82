namespace Ward.Standards.Ocsf;

/// <summary>A rule over several attributes of one class or object.</summary>
/// <param name="JustOne">True where exactly one must be there, false where at least one must.</param>
/// <param name="Paths">Attribute names; where there are dots, paths from the class or object.</param>
public sealed record OcsfConstraint(bool JustOne, IReadOnlyList<string> Paths);
