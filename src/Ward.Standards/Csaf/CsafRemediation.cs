namespace Ward.Standards.Csaf;

/// <param name="Products">Ids of the products that it is for, those of its groups included; empty where it names none.</param>
public sealed record CsafRemediation(CsafRemedy Kind, string Details, IReadOnlyList<string> Products, string? Url, DateTimeOffset? Date);
