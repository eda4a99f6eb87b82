namespace Ward.Standards.Ocsf.Reading;

/// <summary>A class or object of the table with the rows of its attributes, those that a later table patches in among them.</summary>
internal sealed class ItemRows(TableRow head)
{
    internal TableRow Head { get; } = head;

    /// <summary>By name; a later row replaces an earlier.</summary>
    internal Dictionary<string, TableRow> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>Profiles that a patch adds.</summary>
    internal List<string> MoreProfiles { get; } = [];
}
