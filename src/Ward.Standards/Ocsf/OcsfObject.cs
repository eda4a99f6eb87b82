namespace Ward.Standards.Ocsf;

/// <summary>A kind of object inside an event.</summary>
public sealed class OcsfObject : OcsfItem
{
    internal OcsfObject(string name, string caption, string? extension, string? deprecatedSince, IReadOnlyList<string> extends,
        IReadOnlyList<string> profiles, IReadOnlyList<OcsfConstraint> constraints, Func<IReadOnlyDictionary<string, OcsfAttribute>> attributes)
        : base(name, caption, extension, deprecatedSince, extends, profiles, constraints, attributes)
    {
    }
}
