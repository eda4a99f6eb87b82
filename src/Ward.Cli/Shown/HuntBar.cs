using System.Text.Json;
using Spectre.Console;

namespace Ward.Cli.Shown;

/// <summary>A hunt as it goes: on a terminal a bar with the findings running up over it, in a pipe plain lines.</summary>
internal static class HuntBar
{
    /// <param name="follow">Is given what shows the hunt's lines, and completes at the hunt's end.</param>
    public static Task<HuntShown> Show(Terminal terminal, bool json, Func<HuntShown, Task> follow) =>
        terminal.Width > 0 ? OnTerminal(terminal, json, follow) : InPipe(terminal, json, follow);

    private static async Task<HuntShown> InPipe(Terminal terminal, bool json, Func<HuntShown, Task> follow)
    {
        var told = "";
        var shown = new HuntShown(terminal, json, terminal.Out.WriteLine, hunt =>
        {
            // Each tenth once: a log of a hunt stays short.
            var (words, total) = (HuntShown.Progress(hunt), HuntShown.Number(hunt, "total"));
            var step = total > 0 ? $"{10 * HuntShown.Number(hunt, "done") / total}" : words;
            if (step == told) return;
            told = step;
            terminal.Error.WriteLine(words);
        });
        await follow(shown).ConfigureAwait(false);
        return shown;
    }

    private static async Task<HuntShown> OnTerminal(Terminal terminal, bool json, Func<HuntShown, Task> follow)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(terminal.Out) });
        console.Profile.Width = terminal.Width;
        HuntShown? shown = null;
        await console.Progress().AutoClear(true).HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("Hunting", maxValue: 1);
                shown = new HuntShown(terminal, json, line => console.Write(new Text(line + "\n")), hunt => Move(bar, hunt));
                await follow(shown).ConfigureAwait(false);
            }).ConfigureAwait(false);
        return shown!;
    }

    private static void Move(ProgressTask bar, JsonElement hunt)
    {
        var total = HuntShown.Number(hunt, "total");
        bar.IsIndeterminate = total == 0;
        bar.MaxValue = Math.Max(1, total);
        bar.Value = HuntShown.Number(hunt, "done");
        bar.Description = Markup.Escape($"{Cells.Text(hunt, "findings")} findings, {(Cells.Text(hunt, "givesWay") == "yes" ? "waits for the live watch" : Cells.Moment(hunt, "at"))}");
    }
}
