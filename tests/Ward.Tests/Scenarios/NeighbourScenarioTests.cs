using Microsoft.Extensions.Logging.Abstractions;
using Ward.Detect.Incidents;
using Ward.Detect.Rules;
using Ward.Scenarios;
using Ward.Storage.Embedded;
using Ward.Tests.Configuration;

namespace Ward.Tests.Scenarios;

/// <summary>The house knows the city's flows: a step over one joins its story, and the story is kept with the reason.</summary>
public sealed class NeighbourScenarioTests
{
    private const string Rules = """
        title: A shell of root
        logsource: {product: linux}
        detection: {k: ['COMMAND=/bin/sh'], condition: k}
        level: high
        ward: {meaning: compromise}
        ---
        title: Shadow read
        logsource: {product: linux}
        detection: {k: ['COMMAND=/bin/cat /etc/shadow'], condition: k}
        level: high
        ward: {meaning: attempt}
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ABreakInAndAnAttemptOneFlowFurtherAreOneStoryThatSaysSo()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in new[] { "city.yaml", "mandates.yaml" }) folder.Write(file, File.ReadAllText(Path.Combine(Repository.Root, "scenarios/atlanta-2018", file)));
        folder.Write("expect.yaml", "atMost: {actions: 9}\n");
        folder.Write("scenario.yaml", "name: n\nreplays: r\nstart: 2018-03-16T00:00Z\ncity: city.yaml\nmandates: mandates.yaml\nexpect: expect.yaml\nfeeds:\n  - {id: a, file: a.log, asset: bastion}\n  - {id: b, file: b.log, asset: fileserver}\n  - {id: c, file: c.log, asset: dns}\n");
        folder.Write("a.log", "2018-03-16T02:11:00+00:00 bastion sudo:   kim : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh\n");
        folder.Write("b.log", "2018-03-16T02:21:00+00:00 fileserver sudo:   lee : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/cat /etc/shadow\n");
        folder.Write("c.log", "2018-03-16T02:30:00+00:00 dns sudo:   max : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/cat /etc/shadow\n");
        var scenario = Assert.IsType<ScenarioReading.Read>(ScenarioReader.Read(folder.Path)).Scenario;
        await using var store = SqliteStore.Open(Path.Combine(folder.Path, "state"));
        await using var journal = new JournalLog(new JournalOptions { Folder = Path.Combine(folder.Path, "journal") });

        var run = await ScenarioPlayer.Play(scenario, RuleSet.Compile([("rules", Rules)]), new Stores(store.Snapshots, store.Plans, store.AfterActions, store.Audit), journal, NullLoggerFactory.Instance, Stop);

        Assert.Equal(2, run.Records.Count);
        var story = Assert.Single(run.Records, r => r.Incident.Findings.Count == 2).Incident;
        Assert.Equal([JoinReason.Opened, JoinReason.Neighbour], story.Joins.Select(j => j.Reason));
        Assert.Equal("from bastion an attack can move to fileserver over the flow bastion-files", story.Joins[1].Words);
    }
}
