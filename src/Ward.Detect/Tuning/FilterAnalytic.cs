using Ward.Detect.Findings;
using Ward.Detect.Hunts;
using Ward.Detect.Rules;
using Ward.Ingest;
using Ward.Ingest.Search.Language;

namespace Ward.Detect.Tuning;

/// <summary>
/// What a filter would have kept quiet, as an analytic of a hunt: the rules as they are beside the rules with the filter, each with a memory of its own; a finding
/// of the first that the second does not make is a finding of this.
/// </summary>
/// <param name="without">The rules as they are.</param>
/// <param name="with">The same with the filter.</param>
/// <param name="only">Detectors that may speak; null for all.</param>
public sealed class FilterAnalytic(RuleSet without, RuleSet with, IReadOnlySet<string>? only = null) : IHuntAnalytic
{
    private const string Tag = "filter";
    private const int Version = 1;

    private readonly RuleAnalytic asIs = new(without, only);
    private readonly RuleAnalytic filtered = new(with, only);
    private readonly List<Finding> said = [];
    private readonly List<Finding> left = [];
    private Dictionary<string, long> spoken = new(StringComparer.Ordinal);

    public Condition Needs { get; } = new Condition.Any();

    /// <summary>By detector, how many findings there were without the filter; revisions of one count once.</summary>
    public IReadOnlyDictionary<string, long> Spoken => spoken;

    public void Observe(Event e, ICollection<Finding> findings)
    {
        said.Clear();
        left.Clear();
        asIs.Observe(e, said);
        filtered.Observe(e, left);
        foreach (var finding in said)
        {
            if (finding.Revision > 1) continue;
            spoken[finding.Detector] = spoken.GetValueOrDefault(finding.Detector) + 1;
            if (!left.Exists(f => f.Id == finding.Id)) findings.Add(finding);
        }
    }

    public void Save(Stream state)
    {
        StateFrame.Write(state, Tag, Version, to =>
        {
            to.Write(spoken.Count);
            foreach (var (detector, times) in spoken)
            {
                to.Write(detector);
                to.Write(times);
            }

            foreach (var part in (RuleAnalytic[])[asIs, filtered]) StateFrame.WriteSized(to, () => part.Save(to.BaseStream));
        });
    }

    public bool TryRestore(Stream state)
    {
        if (!StateFrame.TryRead(state, Tag, Version, out var payload)) return false;
        using var from = new BinaryReader(new MemoryStream(payload, writable: false));
        var read = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var n = from.ReadInt32(); n > 0; n--) read[from.ReadString()] = from.ReadInt64();
        using var before = new MemoryStream();
        asIs.Save(before);
        if (!asIs.TryRestore(new MemoryStream(from.ReadBytes(from.ReadInt32())))) return false;
        if (!filtered.TryRestore(new MemoryStream(from.ReadBytes(from.ReadInt32()))))
        {
            before.Position = 0;
            if (!asIs.TryRestore(before)) throw new InvalidOperationException("The rules refuse the state that they wrote themselves.");
            return false;
        }

        spoken = read;
        return true;
    }
}
