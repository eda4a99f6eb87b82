namespace Ward.Standards.Ocsf;

/// <summary>A class of events that can occur; those that only hand down attributes are not shown.</summary>
public sealed class OcsfClass : OcsfItem
{
    internal OcsfClass(int uid, OcsfCategory category, string name, string caption, string? extension, string? deprecatedSince, IReadOnlyList<string> extends,
        IReadOnlyList<string> profiles, IReadOnlyList<OcsfConstraint> constraints, Func<IReadOnlyDictionary<string, OcsfAttribute>> attributes)
        : base(name, caption, extension, deprecatedSince, extends, profiles, constraints, attributes) =>
        (Uid, Category) = (uid, category);

    /// <summary>class_uid: 1000 times the category's uid and its own number; an extension's uid times 100000 on top.</summary>
    public int Uid { get; }

    public OcsfCategory Category { get; }
}
