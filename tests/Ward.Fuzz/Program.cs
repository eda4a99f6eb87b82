using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using SharpFuzz;
using Ward.Fuzz;

var name = new Argument<string>("target") { Description = "A target, a group, or 'all'", HelpName = "TARGET" };
var seconds = new Option<int>("--seconds") { Description = "How long each target is fuzzed", DefaultValueFactory = _ => 10 };
var rounds = new Option<long>("--rounds") { Description = "How many inputs instead; the same seed then gives the same inputs" };
var seed = new Option<int>("--seed") { Description = "Where chance begins", DefaultValueFactory = _ => 1 };
var keep = new Option<DirectoryInfo>("--crashes") { Description = "Where inputs are written that broke something", DefaultValueFactory = _ => new DirectoryInfo("crashes") };

var run = new Command("run", "Mutations of what targets understand: nothing may throw, hang or cost more than linear time") { name, seconds, rounds, seed, keep };
run.SetAction(parsed =>
{
    var asked = parsed.GetValue(name)!;
    var targets = Targets.All.Values.Where(t => asked == "all" || t.Name == asked || t.Group == asked).ToList();
    if (targets.Count == 0) return Unknown(asked);
    var broken = targets.Count(t => !Fuzz(t, parsed.GetValue(seconds), parsed.GetValue(rounds), parsed.GetValue(seed), parsed.GetValue(keep)!));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{targets.Count} targets, {broken} broken"));
    return broken == 0 ? 0 : 1;
});

var list = new Command("list", "The targets by group");
list.SetAction(_ =>
{
    foreach (var group in Targets.All.Values.GroupBy(t => t.Group)) Console.WriteLine($"{group.Key}: {string.Join(", ", group.Select(t => t.Name))}");
});

var one = new Command("one", "One input from standard input; under AFL (after 'sharpfuzz Ward.Ingest.dll') its fork server") { name };
one.SetAction(parsed =>
{
    if (!Targets.All.TryGetValue(parsed.GetValue(name)!, out var target)) return Unknown(parsed.GetValue(name)!);
    Fuzzer.Run(stream =>
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        target.Read(copy.ToArray());
    });
    return 0;
});

return new RootCommand("Fuzzing of everything that reads what others wrote.") { run, list, one }.Parse(args).Invoke();

static int Unknown(string asked)
{
    Console.Error.WriteLine($"there is no target or group '{asked}'; 'list' shows them");
    return 2;
}

static bool Fuzz(FuzzTarget target, int seconds, long rounds, int seed, DirectoryInfo crashes)
{
    var campaign = new Campaign(target, seed);
    var begun = Stopwatch.GetTimestamp();
    var wrong = Watched.Run(campaign, rounds > 0 ? done => done < rounds : _ => Stopwatch.GetElapsedTime(begun).TotalSeconds < seconds);
    var input = campaign.Input;
    wrong ??= Growth.Of(target, seed, tries: 40, timed: true);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name}: {campaign.Rounds:n0} inputs, {campaign.Kept} kept, {(wrong is null ? "nothing broken" : "BROKEN")}"));
    if (wrong is null) return true;
    crashes.Create();
    var file = Path.Combine(crashes.FullName, string.Create(CultureInfo.InvariantCulture, $"{target.Name}-{seed}-{campaign.Rounds}.bin"));
    File.WriteAllBytes(file, input);
    Console.Error.WriteLine($"{file}\n{wrong}");
    return false;
}
