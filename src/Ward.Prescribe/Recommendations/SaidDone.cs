namespace Ward.Prescribe.Recommendations;

/// <summary>A person's word that it was done. It counts for nothing until the city shows it.</summary>
public sealed record SaidDone(string By, DateOnly On, string What);
