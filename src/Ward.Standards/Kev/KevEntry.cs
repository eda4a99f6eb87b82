using Ward.Standards.Cve;

namespace Ward.Standards.Kev;

/// <summary>One vulnerability that is known to be exploited.</summary>
/// <param name="Added">The day it was added.</param>
/// <param name="Due">The day by which federal agencies of the United States must have acted; null where none is set.</param>
/// <param name="Ransomware">True where campaigns of ransomware are known to use it; false where that is not known.</param>
public sealed record KevEntry(
    CveId Cve, string Vendor, string Product, string Name, DateOnly Added, DateOnly? Due, string? RequiredAction, bool Ransomware, IReadOnlyList<string> Weaknesses);
