namespace Ward.Storage.Embedded.Events;

/// <summary>Events of one day and class as blocks of columns.</summary>
internal interface IColumnPart
{
    int Class { get; }

    /// <summary>Events that searches see.</summary>
    long Visible { get; }

    /// <summary>In the order of its events, all full but the last.</summary>
    IReadOnlyList<ColumnBlock> Blocks { get; }
}
