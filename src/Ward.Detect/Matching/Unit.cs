namespace Ward.Detect.Matching;

/// <summary>Predicates of one field of which one must hold: the values of a field item. Shared by all rules that ask the same.</summary>
/// <param name="Asked">Those of the members that no index answers.</param>
internal sealed record Unit(int Id, int Field, Predicate[] Members, Predicate[] Asked)
{
    internal Witness? Witness => Witness.Any(Members.Select(m => m.Witness));
}
