namespace Ward.Standards.Ocsf;

/// <summary>A category of event classes.</summary>
/// <param name="Uid">category_uid.</param>
/// <param name="Name">The schema's own short name ("iam").</param>
/// <param name="Caption">category_name.</param>
public sealed record OcsfCategory(int Uid, string Name, string Caption);
