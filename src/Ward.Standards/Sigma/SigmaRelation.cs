namespace Ward.Standards.Sigma;

/// <summary>How a rule stands to another one (Sigma 2.1, attribute related).</summary>
/// <param name="Type">derived, obsolete, merged, renamed or similar; lower case.</param>
public sealed record SigmaRelation(string Id, string Type);
