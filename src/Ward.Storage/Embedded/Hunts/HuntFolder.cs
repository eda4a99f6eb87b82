using System.Text.Json;
using Ward.Detect.Findings;
using Ward.Detect.Hunts;
using Ward.Storage.Operational;

namespace Ward.Storage.Embedded.Hunts;

/// <summary>
/// Hunts as folders: hunt.json, rules.json, checkpoint, findings.ndjson. Each is replaced by rename, but for the findings, which are appended to;
/// how much of them counts, the checkpoint says.
/// </summary>
public sealed class HuntFolder(string folder) : IHuntStore
{
    private const string RecordFile = "hunt.json", RulesFile = "rules.json";

    public IReadOnlyList<HuntRecord> All()
    {
        if (!Directory.Exists(folder)) return [];
        var hunts = new List<HuntRecord>();
        foreach (var one in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            // A hunt that a kill left half made or half removed has no record: nobody was told of it, or it is meant to go.
            if (!File.Exists(Path.Combine(one, RecordFile))) Directory.Delete(one, recursive: true);
            else hunts.Add(RecordJson.Read<HuntRecord>(File.ReadAllText(Path.Combine(one, RecordFile))));
        }

        return [.. hunts.OrderBy(h => h.Asked)];
    }

    public void Create(HuntRecord hunt, IReadOnlyList<HuntFile> rules)
    {
        Directory.CreateDirectory(At(hunt.Id));
        Disk.Replace(Path.Combine(At(hunt.Id), RulesFile), stream => JsonSerializer.Serialize(stream, rules, RecordJson.Options));
        Update(hunt);
    }

    public void Update(HuntRecord hunt) => Disk.Replace(Path.Combine(At(hunt.Id), RecordFile), stream => JsonSerializer.Serialize(stream, hunt, RecordJson.Options));

    public IReadOnlyList<HuntFile> Rules(HuntId hunt) => RecordJson.Read<List<HuntFile>>(File.ReadAllText(Path.Combine(At(hunt), RulesFile)));

    public HuntProgress Progress(HuntId hunt) => HuntNotes.Read(At(hunt), state: false)?.Checkpoint.Progress ?? HuntProgress.None;

    public HuntCheckpoint? Checkpoint(HuntId hunt) => HuntNotes.Read(At(hunt), state: true)?.Checkpoint;

    public IHuntNotes Notes(HuntId hunt) => new HuntNotes(At(hunt));

    public IReadOnlyList<Finding> Findings(HuntId hunt, long from, int limit) => HuntNotes.Findings(At(hunt), from, limit);

    public void Remove(HuntId hunt)
    {
        // Without its record it is gone; what else a kill leaves of it goes at the next start.
        File.Delete(Path.Combine(At(hunt), RecordFile));
        Directory.Delete(At(hunt), recursive: true);
    }

    private string At(HuntId hunt) => hunt.Value.Length > 0 && hunt.Value.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
        ? Path.Combine(folder, hunt.Value)
        : throw new ArgumentException($"'{hunt}' names no hunt.", nameof(hunt));
}
