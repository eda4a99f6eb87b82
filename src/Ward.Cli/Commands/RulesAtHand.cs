using System.CommandLine;
using Ward.Configuration;
using Ward.Detect.Rules;
using Ward.Detect.Testing;
using Ward.Standards.Yaml;

namespace Ward.Cli.Commands;

/// <summary>The rules that a command speaks of: those of the paths that it names, else those that come with Ward and those of the configuration.</summary>
/// <param name="Paths">Files, folders and archives.</param>
/// <param name="Reading">Their texts.</param>
/// <param name="Configuration">Null where there is none.</param>
internal sealed record RulesAtHand(IReadOnlyList<string> Paths, RuleReading Reading, RuleSet Set, WardConfiguration? Configuration)
{
    private const string Usual = "ward.yaml";

    public static Option<FileInfo?> Config { get; } = new("--config") { Description = $"Configuration whose rules, pipelines and placeholders count (default: {Usual} here, where there is one)", HelpName = "FILE" };

    /// <summary>The rules as a file of tests wants them: with its own values of placeholders, where it has any.</summary>
    public RuleSet SetOf(RuleTestFile file) => file.Placeholders.Count == 0 ? Set : Reading.Compile(file.Placeholders);

    /// <summary>Reads and compiles; null, with the reason told, where the configuration is refused or a path is not there.</summary>
    public static RulesAtHand? Read(ParseResult parsed, IReadOnlyList<string> named, Terminal terminal, out int code)
    {
        code = Exit.Failed;
        if (named.FirstOrDefault(p => !File.Exists(p) && !Directory.Exists(p)) is { } missing)
        {
            terminal.Fail(code, $"there is no file or folder {missing}");
            return null;
        }

        var file = parsed.GetValue(Config)?.FullName ?? (File.Exists(Usual) ? Usual : null);
        WardConfiguration? configuration = null;
        if (file is not null)
        {
            var loaded = ConfigurationFile.Load(file);
            if (loaded is ConfigurationReading.Refused refused)
            {
                foreach (var problem in refused.Problems) terminal.Error.WriteLine(problem.ToString());
                terminal.Fail(code, "the configuration cannot be read");
                return null;
            }

            configuration = ((ConfigurationReading.Read)loaded).Configuration;
        }

        code = Exit.Done;
        var paths = named.Count > 0 ? named : ShippedContent.WithShipped(configuration?.RuleFolders ?? []);
        var reading = new RuleReading(paths.Select(RuleTestFiles.RulesOf), configuration?.Rules ?? RuleSettings.Default);
        var set = reading.Compile();
        foreach (var error in set.Errors) terminal.Error.WriteLine(Printable.Of(error.ToString()));
        return new RulesAtHand(paths, reading, set, configuration);
    }
}
