namespace Ward.Standards.Sigma;

/// <summary>What documents say of themselves. Texts are as written; nothing is interpreted.</summary>
/// <param name="Line">Line of the document's first field, from 1.</param>
/// <param name="Id">Empty where not stated.</param>
/// <param name="Name">The name by which correlations and filters refer to it; empty where not stated.</param>
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
    public SigmaStatus Status { get; init; }

    /// <summary>'sigma' where not stated.</summary>
    public string Taxonomy { get; init; } = "sigma";

    public IReadOnlyList<SigmaRelation> Related { get; init; } = [];

    public string Author { get; init; } = "";

    /// <summary>SPDX id.</summary>
    public string License { get; init; } = "";

    /// <summary>As written; yyyy-MM-dd where it follows the specification.</summary>
    public string Date { get; init; } = "";

    /// <inheritdoc cref="Date"/>
    public string Modified { get; init; } = "";

    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The fields that an analyst wants to see.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    public IReadOnlyList<string> FalsePositives { get; init; } = [];

    public IReadOnlyList<string> Scope { get; init; } = [];

    /// <summary>Ward's own extension <c>ward: {waits: true}</c>: without values for its placeholders the rule is not wrong; it waits for them.</summary>
    public bool Waits { get; init; }

    /// <summary>The last day, UTC, on which a filter counts (<c>ward.until</c>); null for one that counts for good.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Fields that the specification does not name and leaves to the author, as text; empty for lists and maps.</summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Where the document's fields stand, by name; what is directly within them by its path (<c>detection.condition</c>, <c>tags[2]</c>). Empty where nothing was read from a file.
    /// </summary>
    public IReadOnlyDictionary<string, SigmaPlace> Places { get; init; } = new Dictionary<string, SigmaPlace>();

    /// <summary>The id, else the name, else the title in lower case with hyphens: never empty.</summary>
    public string Key => Id.Length > 0 ? Id : Name.Length > 0 ? Name : Slug(Title);

    /// <summary>Whether correlations and filters may mean this rule by the name.</summary>
    public bool IsCalled(string name) => Id == name || Name == name || Key == name;

    private static string Slug(string title) =>
        string.Join('-', new string([.. title.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } slug ? slug : "untitled";
}
