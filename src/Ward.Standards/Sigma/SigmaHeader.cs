namespace Ward.Standards.Sigma;

/// <summary>What detection and correlation documents say of themselves. Texts are as written; nothing is interpreted.</summary>
/// <param name="Line">Line of the document's first field, from 1.</param>
/// <param name="Id">Empty where not stated.</param>
/// <param name="Name">The name by which correlations refer to it; empty where not stated.</param>
/// <param name="Tags">Lower case, as in 'attack.t1110.001'.</param>
/// <param name="Meaning">Ward's own extension <c>ward: {meaning: ...}</c>, lower case; null where not stated.</param>
public sealed record SigmaHeader(
    string File,
    int Line,
    string Id,
    string Name,
    string Title,
    string Description,
    SigmaLevel Level,
    IReadOnlyList<string> Tags,
    string? Meaning)
{
    /// <summary>The id, else the name, else the title in lower case with hyphens: never empty.</summary>
    public string Key => Id.Length > 0 ? Id : Name.Length > 0 ? Name : Slug(Title);

    private static string Slug(string title) =>
        string.Join('-', new string([.. title.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } slug ? slug : "untitled";
}
