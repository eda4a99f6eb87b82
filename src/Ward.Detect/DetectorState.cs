using Ward.Detect.Baselines;
using Ward.Detect.Incidents;
using Ward.Detect.Rules;

namespace Ward.Detect;

/// <summary>
/// The states of rule engine, baselines and joiner as one, all or nothing: a snapshot is taken back whole or not at all,
/// since rules that have counted an event beside a baseline that has not would tell it twice or never.
/// </summary>
internal sealed class DetectorState
{
    private const string Tag = "detect";
    private const int Version = 1;

    private readonly List<(string Name, Action<Stream> Save, Func<Stream, bool> TryRestore)> parts = [];
    private readonly List<byte[]> pristine;

    public DetectorState(IRuleEngine rules, IReadOnlyList<IBaseline> baselines, IncidentJoiner joiner)
    {
        parts.Add(("rules", rules.Save, rules.TryRestore));
        foreach (var baseline in baselines) parts.Add((baseline.GetType().Name, baseline.Save, baseline.TryRestore));
        parts.Add(("incidents", joiner.Save, joiner.TryRestore));
        pristine = [.. parts.Select(part => Saved(part.Save))];
    }

    public byte[] Save()
    {
        using var whole = new MemoryStream();
        StateFrame.Write(whole, Tag, Version, to =>
        {
            to.Write(parts.Count);
            foreach (var (name, save, _) in parts)
            {
                var state = Saved(save);
                to.Write(name);
                to.Write(state.Length);
                to.Write(state);
            }
        });
        return whole.ToArray();
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
        if (!StateFrame.TryRead(stream, Tag, Version, out var payload)) return false;
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
