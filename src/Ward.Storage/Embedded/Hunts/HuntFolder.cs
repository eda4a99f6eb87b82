using System.Globalization;
using System.Text.Json;
using Ward.Detect.Findings;
using Ward.Detect.Hunts;
using Ward.Detect.Rules;
using Ward.Standards.Streams;
using Ward.Storage.Operational;

namespace Ward.Storage.Embedded.Hunts;

/// <summary>
/// Hunts as folders: hunt.json, rules.json, lists.json, feed-N, checkpoint, findings.ndjson. Each is replaced by rename, but for the findings, which are appended to;
/// how much of them counts, the checkpoint says.
/// </summary>
public sealed class HuntFolder(string folder) : IHuntStore
{
    private const string RecordFile = "hunt.json", RulesFile = "rules.json", ListsFile = "lists.json";

    public IReadOnlyList<HuntRecord> All()
    {
        if (!Directory.Exists(folder)) return [];
        var hunts = new List<HuntRecord>();
        foreach (var one in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var id = new HuntId(Path.GetFileName(one));
            if (!IsName(id)) continue;
            try
            {
                // A hunt that a kill left half made or half removed has no record: nobody was told of it, or it is meant to go.
                if (!File.Exists(Path.Combine(one, RecordFile))) Directory.Delete(one, recursive: true);
                else hunts.Add(Read(id));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                hunts.Add(new HuntRecord(id, id.Value, "", Directory.GetLastWriteTimeUtc(one), null, null, null, null, 0, [], HuntStage.Failed, e.Message, null, null) { IsDamaged = true });
            }
        }

        return [.. hunts.OrderBy(h => h.Asked)];
    }

    public void Create(HuntRecord hunt, RuleTexts rules, IReadOnlyList<RuleFile> lists, IReadOnlyList<HuntedFeed> feeds)
    {
        Directory.CreateDirectory(At(hunt.Id));
        for (var i = 0; i < feeds.Count; i++) HuntedFeedFile.Write(FeedFile(hunt.Id, i), feeds[i]);
        if (lists.Count > 0) WholeFile.Replace(Path.Combine(At(hunt.Id), ListsFile), stream => JsonSerializer.Serialize(stream, lists, RecordJson.Options));
        WholeFile.Replace(Path.Combine(At(hunt.Id), RulesFile), stream => JsonSerializer.Serialize(stream, rules, RecordJson.Options));
        Update(hunt);
    }

    public void Update(HuntRecord hunt) => WholeFile.Replace(Path.Combine(At(hunt.Id), RecordFile), stream => JsonSerializer.Serialize(stream, hunt, RecordJson.Options));

    public RuleTexts Rules(HuntId hunt)
    {
        var text = File.ReadAllText(Path.Combine(At(hunt), RulesFile));
        // Hunts once kept the list of files alone.
        return text.StartsWith('[') ? RuleTexts.None with { Files = RecordJson.Read<List<RuleFile>>(text) } : RecordJson.Read<RuleTexts>(text);
    }

    public IReadOnlyList<RuleFile> Lists(HuntId hunt) =>
        Path.Combine(At(hunt), ListsFile) is var file && File.Exists(file) ? RecordJson.Read<List<RuleFile>>(File.ReadAllText(file)) : [];

    public IReadOnlyList<HuntedFeed> Feeds(HuntId hunt)
    {
        var feeds = new List<HuntedFeed>();
        while (File.Exists(FeedFile(hunt, feeds.Count))) feeds.Add(HuntedFeedFile.Read(FeedFile(hunt, feeds.Count)));
        return feeds;
    }

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

    private HuntRecord Read(HuntId hunt)
    {
        var record = RecordJson.Read<HuntRecord>(File.ReadAllText(Path.Combine(At(hunt), RecordFile)));
        return record.Id == hunt && record is { Title: not null, By: not null, Refused: not null } ? record : throw new IOException($"{RecordFile} is the record of no hunt {hunt}");
    }

    private string FeedFile(HuntId hunt, int number) => Path.Combine(At(hunt), string.Create(CultureInfo.InvariantCulture, $"feed-{number}"));

    private string At(HuntId hunt) => IsName(hunt) ? Path.Combine(folder, hunt.Value) : throw new ArgumentException($"'{hunt}' names no hunt.", nameof(hunt));

    private static bool IsName(HuntId hunt) => hunt.Value.Length > 0 && hunt.Value.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
