namespace Ward.Storage.Embedded.Events;

/// <summary>Events of one day and class as blocks of columns.</summary>
internal unsafe interface IColumnPart
{
    int Class { get; }

    /// <summary>Events that searches see.</summary>
    long Visible { get; }

    /// <summary>In the order of its events, all full but the last.</summary>
    IReadOnlyList<ColumnBlock> Blocks { get; }

    /// <summary>Texts by their numbers; where there is none (0), an empty one. They stay as long as the part.</summary>
    void Copy(int* numbers, DuckString* to, int rows);
}
