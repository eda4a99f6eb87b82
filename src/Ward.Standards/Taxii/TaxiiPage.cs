namespace Ward.Standards.Taxii;

/// <summary>What one page of objects said besides its objects (TAXII 2.1, 3.5 and 5.4).</summary>
/// <param name="More">Whether there are objects behind it.</param>
/// <param name="Next">What to ask with for the next page; null: with the time of the last object.</param>
/// <param name="LastAdded">When its last object was added, as the server wrote it (header X-TAXII-Date-Added-Last).</param>
public sealed record TaxiiPage(int Objects, bool More, string? Next, string? LastAdded);
