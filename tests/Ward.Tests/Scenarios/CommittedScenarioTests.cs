using Ward.Scenarios;

namespace Ward.Tests.Scenarios;

public sealed class CommittedScenarioTests
{
    public static TheoryData<string> Folders => [.. Directory.GetDirectories(Path.Combine(Repository.Root, "scenarios")).Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void EveryScenarioFolderReads(string folder)
    {
        var reading = ScenarioReader.Read(Path.Combine(Repository.Root, "scenarios", folder));

        if (reading is ScenarioReading.Refused refused) Assert.Fail(string.Join('\n', refused.Problems));
        var scenario = ((ScenarioReading.Read)reading).Scenario;
        Assert.NotEmpty(scenario.Lines());
        Assert.All(scenario.Expect.Untouched, a => Assert.NotNull(scenario.City.ZoneOf(a)));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void LinesComeInTheOrderOfTheirTimes(string folder)
    {
        var scenario = ((ScenarioReading.Read)ScenarioReader.Read(Path.Combine(Repository.Root, "scenarios", folder))).Scenario;

        var times = scenario.Lines().Select(l => l.Received).ToList();

        Assert.Equal(times.Order(), times);
        Assert.All(times, t => Assert.InRange(t, scenario.Start, scenario.Start.AddDays(2)));
        Assert.Equal(scenario.Feeds.Sum(f => File.ReadLines(f.File).Count()), times.Count);
    }

    /// <summary>Set WARD_WRITE_SCENARIOS=1 to write the files anew after a change of the generator.</summary>
    [Fact]
    public void TheCommittedLogsAreWhatTheGeneratorMakes()
    {
        var benign = new MadeDay(new(2018, 3, 14, 0, 0, 0, TimeSpan.Zero), seed: 14).Fill(0, 86_400);
        var night = MadeIntrusion.Over(new MadeDay(new(2018, 3, 16, 0, 0, 0, TimeSpan.Zero), seed: 16).Fill(0, 9 * 3600), seed: 66);

        Hold("benign-day", benign);
        Hold("atlanta-2018", night);
    }

    [Fact]
    public void TheBenignDayIsThousandsOfLinesAndSmall()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "scenarios/benign-day/feeds"));

        Assert.InRange(files.Sum(f => File.ReadLines(f).Count()), 3_000, 50_000);
        Assert.InRange(files.Sum(f => new FileInfo(f).Length), 1, 1_000_000);
    }

    private static void Hold(string scenario, MadeDay made)
    {
        (string, LogWriter)[] logs = [("bastion-auth", made.Bastion), ("fileserver-auth", made.Fileserver), ("payments-access", made.Payments), ("edge-kernel", made.Edge)];
        foreach (var (name, log) in logs)
        {
            var path = Path.Combine(Repository.Root, "scenarios", scenario, "feeds", name + ".log");
            if (Environment.GetEnvironmentVariable("WARD_WRITE_SCENARIOS") == "1") File.WriteAllText(path, log.ToString());
            Assert.Equal(log.ToString(), File.ReadAllText(path));
        }
    }
}
