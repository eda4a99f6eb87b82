using System.CommandLine;
using System.Globalization;
using Ward.Cli.Shown;
using Ward.Detect.Explaining;
using Ward.Detect.Testing;
using Ward.Ingest;
using Ward.Ingest.Decoders;

namespace Ward.Cli.Commands;

/// <summary>ward explain RULE EVENT: why a rule matches an event or does not, branch by branch. Needs no server.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var rule = new Argument<string>("rule") { Description = "A file of rules, or the id, name or title of a rule that comes with Ward or that the configuration names", HelpName = "RULE" };
        var file = new Argument<string>("event") { Description = "A file of lines, as they came or as 'ward search --json' and 'ward export' write them; '-' for standard input", HelpName = "EVENT" };
        var decoder = new Option<string>("--decoder") { Description = "Whose lines they are; 'auto' looks at each line", DefaultValueFactory = _ => DecoderSet.Auto, HelpName = "NAME" };
        var host = new Option<string?>("--host") { Description = "The asset whose log it is, as a feed's configuration says", HelpName = "ASSET" };
        var at = new Option<string?>("--at") { Description = "When the lines came, such as 2026-03-01T10:00:00Z; for lines that do not say when", HelpName = "TIME" };
        var number = new Option<int?>("--line") { Description = "Of several lines the one to explain in full (default: the first)", HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "One JSON object a rule" };
        var command = new Command("explain", "Why a rule matches an event or does not, branch by branch") { rule, file, decoder, host, at, number, json, RulesAtHand.Config };
        command.SetAction(async (parsed, stop) =>
        {
            var moment = default(DateTimeOffset);
            if (parsed.GetValue(at) is { } when && !DateTimeOffset.TryParse(when, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment))
                return terminal.Fail(Exit.Usage, $"--at: expected a moment such as 2026-03-01T10:00:00Z, found \"{when}\"");
            var called = parsed.GetValue(rule)!;
            var isFile = File.Exists(called) || Directory.Exists(called);
            if (RulesAtHand.Read(parsed, isFile ? [called] : [], terminal, out var code) is not { } rules) return code;
            var subjects = isFile ? Told(rules) : TestSubject.Find(rules.Set, called) is { } found ? [found] : [];
            if (subjects.Count == 0)
                return terminal.Fail(Exit.Failed, isFile ? $"{called} holds no rule that is in force" : $"there is no file {called}, and no rule of this id, name or title; 'ward rules check' tells what a folder holds");
            var lines = await EventLines.Read(parsed.GetValue(file)!, terminal.In, stop).ConfigureAwait(false);
            if (EventLines.Events(lines, parsed.GetValue(decoder)!, parsed.GetValue(host), parsed.GetValue(at) is null ? null : moment) is not { } events)
                return terminal.Fail(Exit.Usage, $"there is no decoder \"{parsed.GetValue(decoder)}\"; there are: {string.Join(", ", DecoderSet.Names)}");
            var which = parsed.GetValue(number) ?? 1;
            if (which < 1 || which > events.Count) return terminal.Fail(Exit.Usage, $"--line: expected 1 to {events.Count}, found {which}");
            foreach (var subject in subjects) Tell(terminal, subject, events, which, parsed.GetValue(json));
            return Exit.Done;
        });
        return command;
    }

    /// <summary>What speaks of a file: its correlations, and the rules at which none of them looks.</summary>
    private static List<TestSubject> Told(RulesAtHand rules)
    {
        var below = rules.Set.LookedAt();
        return
        [
            .. rules.Set.Correlations.Select(c => c.Header).Concat(rules.Set.Rules.Select(r => r.Header)).Where(h => !below.Contains(h.Key))
                .Select(h => TestSubject.Find(rules.Set, h.Key)).OfType<TestSubject>(),
        ];
    }

    private static void Tell(Terminal terminal, TestSubject subject, IReadOnlyList<Event> events, int which, bool asJson)
    {
        if (subject.Correlation is { } correlation)
        {
            var explanation = CorrelationExplainer.Explain(subject.Set, correlation, events, subject.Run(events));
            if (asJson) terminal.Out.WriteLine(ExplanationJson.Of(explanation, events));
            else CorrelationShown.Print(terminal.Out, explanation, events, which);
            return;
        }

        var explainer = new RuleExplainer(subject.Rules[0], subject.Set.Zone);
        var all = events.Select(explainer.Explain).ToList();
        if (asJson) terminal.Out.WriteLine(ExplanationJson.Of(all, events));
        else ExplanationShown.Print(terminal.Out, all, events, which);
    }
}
