namespace Ward.Standards.Ocsf;

/// <summary>How much a class or object asks for an attribute.</summary>
public enum OcsfRequirement
{
    Optional,
    Recommended,
    Required,
}
