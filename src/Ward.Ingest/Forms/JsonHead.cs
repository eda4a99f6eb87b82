namespace Ward.Ingest.Forms;

/// <summary>Watches the first members of an object for one that holds records, while all before it speak of the transfer alone.</summary>
internal sealed class JsonHead
{
    private const int LongestName = 64;
    private readonly byte[] name = new byte[LongestName];
    private int length;
    private bool isKnown;

    /// <summary>True while the object may still be a wrapper.</summary>
    public bool IsWatched { get; set; }

    /// <summary>True where the next string is a member's name.</summary>
    public bool ExpectsName { get; private set; }

    public void Begin() => (IsWatched, ExpectsName, length, isKnown) = (true, true, 0, false);

    /// <summary>A part of the name.</summary>
    public void Add(ReadOnlySpan<byte> part)
    {
        if (part.Length > LongestName - length)
        {
            IsWatched = false;
            return;
        }

        part.CopyTo(name.AsSpan(length));
        length += part.Length;
    }

    /// <summary>The name is whole: the object goes on being watched where it is of the transfer or holds records.</summary>
    public void EndName()
    {
        var text = name.AsSpan(0, length);
        (ExpectsName, length, isKnown) = (false, 0, JsonWrapper.HoldsRecords(text));
        IsWatched &= isKnown || JsonWrapper.IsOfTransfer(text);
    }

    /// <summary>A value begins: true where it is the array of the records.</summary>
    public bool Opens(byte first)
    {
        if (isKnown && first != '[') IsWatched = false;
        return isKnown && first == '[';
    }

    public void EndMember()
    {
        // What had the name was no array: the object has a meaning of its own.
        IsWatched &= !isKnown;
        ExpectsName = true;
    }
}
