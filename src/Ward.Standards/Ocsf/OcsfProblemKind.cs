namespace Ward.Standards.Ocsf;

/// <summary>What is wrong with a document. From <see cref="Deprecated"/> on they are advice: the document is still valid.</summary>
public enum OcsfProblemKind
{
    NotJson,
    UnknownClass,
    UnknownProfile,
    UnknownAttribute,
    /// <summary>The attribute belongs to a profile that metadata.profiles does not name.</summary>
    ProfileNotApplied,
    /// <summary>A member that stands twice in one object.</summary>
    Doubled,
    MissingRequired,
    WrongType,
    OutsideEnum,
    OutOfRange,
    TooLong,
    WrongForm,
    /// <summary>at_least_one or just_one does not hold.</summary>
    Constraint,
    /// <summary>type_uid is not class_uid * 100 + activity_id.</summary>
    WrongTypeUid,
    TooDeep,
    Deprecated,
    /// <summary>The sibling's text is not the caption of the value.</summary>
    OtherCaption,
    OtherVersion,
}
