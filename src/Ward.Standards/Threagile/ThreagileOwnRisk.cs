namespace Ward.Standards.Threagile;

/// <summary>One risk that the model's authors found.</summary>
/// <param name="Severity">low, medium, elevated, high or critical; null where it follows from likelihood and impact.</param>
/// <param name="Likelihood">unlikely, likely, very-likely or frequent.</param>
/// <param name="Impact">low, medium, high or very-high.</param>
/// <param name="Breach">improbable, possible or probable.</param>
/// <param name="At">Ids of the elements that it concerns most: technical asset, communication link, trust boundary, shared runtime, data asset; those that are named, in this order.</param>
public sealed record ThreagileOwnRisk(string Title, string? Severity, string Likelihood, string Impact, string Breach, IReadOnlyList<string> BreachAt, IReadOnlyList<string> At);
