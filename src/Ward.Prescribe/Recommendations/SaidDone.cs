namespace Ward.Prescribe.Recommendations;

/// <summary>A person's word that it was done. It counts for nothing where the city can show it; where no source can, it ends the delay, and the work is done once no likely way is left over it.</summary>
public sealed record SaidDone(string By, DateOnly On, string What);
