namespace Ward.Standards.Ocsf;

/// <summary>An attribute as a class or object uses it.</summary>
/// <param name="Type">Its type; of kind Nested where <paramref name="Nested"/> is set.</param>
/// <param name="Nested">What an object-valued attribute holds; null otherwise.</param>
/// <param name="IsArray">Whether its value is an array of the type.</param>
/// <param name="Profiles">It belongs to an event only where one of these is applied; empty where it always does.</param>
/// <param name="Values">The enumeration by key; empty where there is none. Observed values of an array are each one of it.</param>
/// <param name="Sibling">The attribute of the same class or object that carries the caption; null where there is none.</param>
/// <param name="DeprecatedSince">The schema version after which it should not be used; null while it may.</param>
public sealed record OcsfAttribute(
    string Name, OcsfType Type, OcsfObject? Nested, bool IsArray, OcsfRequirement Requirement, IReadOnlyList<string> Profiles,
    IReadOnlyDictionary<string, OcsfValue> Values, string? Sibling, string? DeprecatedSince)
{
    /// <summary>Whether it belongs to an event to which these profiles are applied.</summary>
    public bool IsIn(IReadOnlySet<string> applied)
    {
        if (Profiles.Count == 0) return true;
        foreach (var profile in Profiles)
            if (applied.Contains(profile)) return true;
        return false;
    }
}
