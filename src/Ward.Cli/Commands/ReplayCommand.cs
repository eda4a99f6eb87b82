using System.CommandLine;
using Ward.Cli.Scenarios;
using Ward.Scenarios;
using Ward.Standards.Yaml;

namespace Ward.Cli.Commands;

/// <summary>ward replay: plays a scenario folder, or, with --check, only reads it.</summary>
internal static class ReplayCommand
{
    public static Command Create(Terminal terminal, IScenarioPlayer? player)
    {
        var folder = new Argument<string>("folder") { Description = "A scenario folder, such as scenarios/atlanta-2018", HelpName = "FOLDER" };
        var check = new Option<bool>("--check") { Description = "Only check the folder, and say what it holds" };
        var command = new Command("replay", "Play a recorded day through Ward and compare what it finds with what is expected") { folder, check };
        command.SetAction((parsed, stop) => Replay(terminal, player, parsed.GetValue(folder)!, parsed.GetValue(check), stop));
        return command;
    }

    private static async Task<int> Replay(Terminal terminal, IScenarioPlayer? player, string folder, bool check, CancellationToken stop)
    {
        var reading = ScenarioReader.Read(folder);
        if (reading is ScenarioReading.Refused refused)
        {
            foreach (var problem in refused.Problems) await terminal.Error.WriteLineAsync(problem.ToString()).ConfigureAwait(false);
            return terminal.Fail(Exit.Failed, "the scenario cannot be played");
        }

        var scenario = ((ScenarioReading.Read)reading).Scenario;
        await terminal.Out.WriteLineAsync($"{Printable.Of(scenario.Name)}: {Printable.Of(scenario.Replays.Trim())}").ConfigureAwait(false);
        if (check)
        {
            await terminal.Out.WriteLineAsync($"{scenario.Lines().LongCount()} lines in {scenario.Feeds.Count} feeds of {Printable.Of(scenario.City.Name)}.").ConfigureAwait(false);
            return Exit.Done;
        }

        if (player is null) return terminal.Fail(Exit.Failed, "this build cannot play scenarios; --check reads one");
        var outcome = await player.Play(scenario, stop).ConfigureAwait(false);
        await terminal.Out.WriteLineAsync($"{outcome.Lines} lines played.").ConfigureAwait(false);
        foreach (var line in outcome.Incidents) await terminal.Out.WriteLineAsync("Incident: " + Printable.Of(line)).ConfigureAwait(false);
        foreach (var line in outcome.Plans) await terminal.Out.WriteLineAsync("Plan: " + Printable.Of(line)).ConfigureAwait(false);
        foreach (var miss in outcome.Misses) await terminal.Error.WriteLineAsync("not as expected: " + Printable.Of(miss)).ConfigureAwait(false);
        if (outcome.Misses.Count > 0) return terminal.Fail(Exit.Failed, "the scenario did not end as expected");
        await terminal.Out.WriteLineAsync("All is as expected.").ConfigureAwait(false);
        return Exit.Done;
    }
}
