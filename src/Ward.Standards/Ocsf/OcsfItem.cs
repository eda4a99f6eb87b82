namespace Ward.Standards.Ocsf;

/// <summary>What classes and objects have in common. Immutable, thread-safe.</summary>
public abstract class OcsfItem
{
    private readonly Lazy<IReadOnlyDictionary<string, OcsfAttribute>> attributes;

    private protected OcsfItem(string name, string caption, string? extension, string? deprecatedSince, IReadOnlyList<string> extends,
        IReadOnlyList<string> profiles, IReadOnlyList<OcsfConstraint> constraints, Func<IReadOnlyDictionary<string, OcsfAttribute>> attributes)
    {
        (Name, Caption, Extension, DeprecatedSince, Extends, Profiles, Constraints) = (name, caption, extension, deprecatedSince, extends, profiles, constraints);
        this.attributes = new(attributes);
    }

    /// <summary>The schema's own short name.</summary>
    public string Name { get; }

    public string Caption { get; }

    /// <summary>The extension that brings it ("win"); null where it is the schema's own.</summary>
    public string? Extension { get; }

    /// <summary>The schema version after which it should not be used; null while it may.</summary>
    public string? DeprecatedSince { get; }

    /// <summary>From the one that it extends up to the root.</summary>
    public IReadOnlyList<string> Extends { get; }

    /// <summary>The profiles that it or one above it names; objects inside it may know more.</summary>
    public IReadOnlyList<string> Profiles { get; }

    public IReadOnlyList<OcsfConstraint> Constraints { get; }

    /// <summary>By name, everything that is inherited or brought by a profile among them; worked out when first asked for.</summary>
    public IReadOnlyDictionary<string, OcsfAttribute> Attributes => attributes.Value;

    /// <summary>An object without attributes of its own holds anything (unmapped, xattributes).</summary>
    public bool IsOpen => Attributes.Count == 0;

    public override string ToString() => Name;
}
