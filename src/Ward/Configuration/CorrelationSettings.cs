using Ward.Detect;
using Ward.Standards.Yaml;

namespace Ward.Configuration;

/// <summary>What correlations may remember, and how long they wait: <c>correlations: {groups: 200000, memory: 128MB, lateness: 5m}</c>.</summary>
internal static class CorrelationSettings
{
    private const long LeastBytes = 1_000_000;

    public static RuleEngineOptions Read(YamlField field)
    {
        var usual = new RuleEngineOptions();
        if (field.MappingOrNull() is not { } fields) return usual;
        var options = new RuleEngineOptions
        {
            MaxGroups = (int)fields["groups"].Whole(1, 10_000_000, usual.MaxGroups),
            MaxGroupsInAll = (int)fields["groupsInAll"].Whole(1, 100_000_000, usual.MaxGroupsInAll),
            MaxBytes = fields["memory"].ParsedOr(usual.MaxBytes, "a size from 1MB to 16GB, such as 128MB", (string text, out long size) => Sizes.TryRead(text, LeastBytes, 16_000_000_000, out size)),
            MaxBytesInAll = fields["memoryInAll"].ParsedOr(usual.MaxBytesInAll, "a size from 1MB to 64GB, such as 256MB", (string text, out long size) => Sizes.TryRead(text, LeastBytes, 64_000_000_000, out size)),
            MaxEventsPerGroup = (int)fields["eventsPerGroup"].Whole(16, 1_000_000, usual.MaxEventsPerGroup),
            Lateness = Durations.Read(fields["lateness"], TimeSpan.Zero, TimeSpan.FromDays(1), usual.Lateness),
            Patience = Durations.Read(fields["patience"], TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), usual.Patience),
            FeedLag = Durations.Read(fields["feedLag"], TimeSpan.FromSeconds(1), TimeSpan.FromDays(31), usual.FeedLag),
            BlindnessEvery = Durations.Read(fields["blindnessEvery"], TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), usual.BlindnessEvery),
        };
        fields.Close();
        return options;
    }
}
