using Ward.Detect.Findings;
using Ward.Detect.Rules;

namespace Ward.Detect.Hunts;

/// <summary>Keeps hunts over restarts. Implemented by storage. Thread-safe, but for one hunt's notes, which have one writer.</summary>
public interface IHuntStore
{
    /// <summary>Every hunt that is kept, oldest first. One whose record cannot be read stands there as damaged, and hides no other.</summary>
    /// <exception cref="IOException">None can be read.</exception>
    IReadOnlyList<HuntRecord> All();

    /// <exception cref="IOException">It cannot be kept; then nothing of it is.</exception>
    void Create(HuntRecord hunt, RuleTexts rules, IReadOnlyList<RuleFile> lists, IReadOnlyList<HuntedFeed> feeds);

    /// <summary>Replaces what is kept of the hunt's stage.</summary>
    void Update(HuntRecord hunt);

    RuleTexts Rules(HuntId hunt);

    /// <summary>Its files of indicators.</summary>
    IReadOnlyList<RuleFile> Lists(HuntId hunt);

    /// <summary>What threat feeds had brought when it began.</summary>
    /// <exception cref="IOException">It is damaged; the message names the file.</exception>
    IReadOnlyList<HuntedFeed> Feeds(HuntId hunt);

    /// <summary>How far it is; without what its analytics remember.</summary>
    HuntProgress Progress(HuntId hunt);

    /// <summary>From where it goes on; null where it has not begun.</summary>
    HuntCheckpoint? Checkpoint(HuntId hunt);

    IHuntNotes Notes(HuntId hunt);

    /// <summary>Findings in the order in which they were made, from the given one on; those of the last checkpoint and before.</summary>
    IReadOnlyList<Finding> Findings(HuntId hunt, long from, int limit);

    void Remove(HuntId hunt);
}
