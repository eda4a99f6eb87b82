namespace Ward.Detect;

/// <summary>
/// The states of several detectors as one, all or nothing: a snapshot is taken back whole or not at all, since one that has counted an event beside another
/// that has not would tell it twice or never. Not thread-safe.
/// </summary>
internal sealed class StateParts
{
    private const int Version = 1;

    private readonly string tag;
    private readonly List<(string Name, Action<Stream> Save, Func<Stream, bool> TryRestore)> parts;
    private readonly List<byte[]> pristine;
    private int last = 1 << 12;

    /// <param name="tag">At most eight letters of ASCII.</param>
    /// <param name="parts">As they are made: what they hold now is what they go back to.</param>
    public StateParts(string tag, IEnumerable<(string Name, Action<Stream> Save, Func<Stream, bool> TryRestore)> parts)
    {
        (this.tag, this.parts) = (tag, [.. parts]);
        pristine = [.. this.parts.Select(part => Saved(part.Save))];
    }

    /// <summary>All parts, in memory of its own: made as large as the last, since a state of megabytes that doubles its way up costs more than the writing.</summary>
    public ReadOnlyMemory<byte> Save()
    {
        using var whole = new MemoryStream(last + (last / 8));
        StateFrame.Write(whole, tag, Version, to =>
        {
            to.Write(parts.Count);
            foreach (var (name, save, _) in parts)
            {
                to.Write(name);
                StateFrame.WriteSized(to, () => save(whole));
            }
        });
        last = (int)whole.Length;
        return whole.GetBuffer().AsMemory(0, last);
    }

    /// <summary>False, with every part as it was made, where any part refuses; the reason names it.</summary>
    public bool TryRestore(ReadOnlyMemory<byte> saved, out string reason)
    {
        if (!TrySplit(saved, out var states, out reason)) return false;
        for (var i = 0; i < parts.Count; i++)
        {
            if (TryRestore(i, states[i])) continue;
            reason = $"'{parts[i].Name}' does not take its part";
            // The refusing part has changed nothing; those before it go back to empty.
            for (var j = 0; j < i; j++)
                if (!TryRestore(j, pristine[j])) throw new InvalidOperationException($"'{parts[j].Name}' refuses the empty state that it wrote itself.");
            return false;
        }

        return true;
    }

    private bool TryRestore(int part, byte[] state)
    {
        using var stream = new MemoryStream(state, writable: false);
        return parts[part].TryRestore(stream);
    }

    private bool TrySplit(ReadOnlyMemory<byte> saved, out List<byte[]> states, out string reason)
    {
        (states, reason) = ([], "it is torn or of another version");
        using var stream = new MemoryStream(saved.ToArray(), writable: false);
        if (!StateFrame.TryRead(stream, tag, Version, out var payload)) return false;
        using var from = new BinaryReader(new MemoryStream(payload, writable: false));
        reason = "it was written by other detectors";
        if (from.ReadInt32() != parts.Count) return false;
        foreach (var (name, _, _) in parts)
        {
            if (from.ReadString() != name) return false;
            states.Add(from.ReadBytes(from.ReadInt32()));
        }

        reason = "";
        return true;
    }

    private static byte[] Saved(Action<Stream> save)
    {
        using var state = new MemoryStream();
        save(state);
        return state.ToArray();
    }
}
