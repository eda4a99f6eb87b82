using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ward.Detect.Findings;
using Ward.Detect.Matching;
using Ward.Detect.Rules;
using Ward.Detect.Silencing;
using Ward.Standards.Sigma;

namespace Ward.Detect.Tuning;

/// <summary>
/// The narrowest filter that keeps a finding quiet: its own rule, and everything that its own fields said. Of a correlation the rules that it counts are
/// filtered, by what it groups by. What is no rule is filtered by its detector, what it means, and the entities and the indicator that it is about.
/// </summary>
/// <param name="Text">Filter documents as a Sigma file has them.</param>
/// <param name="Fields">Path and value of each field that must be the same for an event to be kept quiet.</param>
public sealed record FilterProposal(string Text, IReadOnlyList<(string Path, string Value)> Fields)
{
    private const string GroupedBy = "group-by";
    private const string SourcePath = "src_endpoint.ip";
    private const string LoginPath = "user.name";

    /// <summary>The proposal; false with the reason where the finding's rule is not in force, or says nothing by which it could be told from others.</summary>
    /// <param name="owner">Who asks for it.</param>
    /// <param name="until">The last day on which it counts, UTC.</param>
    /// <param name="why">In the owner's words; may be empty.</param>
    public static bool TryMake(RuleSet rules, Finding finding, string owner, DateOnly until, string why, out FilterProposal proposal, out string reason)
    {
        (proposal, reason) = (null!, "");
        var (named, correlation) = (rules.Behind(finding.Detector), rules.Correlations.FirstOrDefault(c => c.Header.Key == finding.Detector));
        if (named.Count == 0 && Detectors.CanBe(finding.Detector)) return TryMake(finding, owner, until, why, out proposal, out reason);
        if (named.Count == 0) return Refuse($"{Shown.Name(finding.Detector)} is no rule that is in force.", out reason);
        var fields = Said(finding, correlation is not null);
        if (fields.Count == 0) return Refuse("The finding names no field by whose value it could be told from others; a filter would silence the whole rule.", out reason);
        proposal = new FilterProposal(string.Join("---\n", named.Select(r => Write(r.Header.Title, r.Header.Key, r.LogSource, fields, owner, until, why))), fields);
        return IsGood(proposal, named.Count, out reason);
    }

    private static bool TryMake(Finding finding, string owner, DateOnly until, string why, out FilterProposal proposal, out string reason)
    {
        if (finding.Entities.GroupBy(e => e.GetType()).Any(kind => kind.Count() > 1))
        {
            proposal = null!;
            return Refuse("The finding is about several of one kind; a filter that leaves them out would silence it for any. Write one that names them.", out reason);
        }

        var fields = FindingFields.Of(finding).Where(f => IsSayable(f.Path, f.Value)).ToList();
        proposal = new FilterProposal(Write(finding.Title, finding.Detector, Detectors.Findings, fields, owner, until, why), fields);
        if (fields.Count < 3) return Refuse("The finding names nothing by which it could be told from others of its detector.", out reason);
        return IsGood(proposal, 1, out reason);
    }

    private static bool IsGood(FilterProposal proposal, int filters, out string reason)
    {
        reason = "";
        var reading = SigmaParser.Read("proposal", proposal.Text);
        return (reading.Errors.Count == 0 && reading.Filters.Count == filters) || Refuse($"No filter can be written of its fields: {(reading.Errors.Count > 0 ? reading.Errors[0] : "")}", out reason);
    }

    private static List<(string Path, string Value)> Said(Finding finding, bool isCorrelation)
    {
        var fields = new List<(string Path, string Value)>();
        foreach (var field in finding.Explanation.Fields)
            if (!isCorrelation || field.Condition == GroupedBy) Add(field.Path, field.Value);
        foreach (var entity in finding.Entities)
        {
            // What a rule groups by may have the address under another name.
            if (entity is Entity.Source source && !fields.Exists(f => f.Value == source.Address.ToString())) Add(SourcePath, source.Address.ToString());
            if (entity is Entity.Login login) Add(LoginPath, login.Name);
        }

        return fields;

        void Add(string path, string value)
        {
            if (IsSayable(path, value) && !fields.Exists(f => f.Path.Equals(path, StringComparison.OrdinalIgnoreCase))) fields.Add((path, value));
        }
    }

    /// <summary>What was cut or replaced for showing is not what the event has, and a keyword has no field.</summary>
    private static bool IsSayable(string path, string value) =>
        path.Length > 0 && path != "line" && !path.Contains('|', StringComparison.Ordinal) && value.Length > 0 && Encoding.UTF8.GetByteCount(value) < Texts.ShownBytes - 3
        && !value.Contains('\uFFFD', StringComparison.Ordinal) && !path.Concat(value).Any(char.IsSurrogate);

    private static string Write(string title, string key, SigmaLogSource source, List<(string Path, string Value)> fields, string owner, DateOnly until, string why)
    {
        var text = new StringBuilder();
        var selection = string.Concat(fields.Select(f => $"    {Key(f.Path, f.Value)}: {Quoted(IsPlain(f.Value) ? f.Value : $"^{Regex.Escape(f.Value)}$")}\n"));
        text.Append(CultureInfo.InvariantCulture, $"title: {Quoted($"Quiet: {Shown.Sentence(title, 80)}")}\n");
        text.Append(CultureInfo.InvariantCulture, $"id: {IdOf(key, selection)}\n");
        if (why.Length > 0) text.Append(CultureInfo.InvariantCulture, $"description: {Quoted(why)}\n");
        text.Append(CultureInfo.InvariantCulture, $"author: {Quoted(owner)}\n");
        text.Append("logsource:\n");
        foreach (var (name, value) in new[] { ("category", source.Category), ("product", source.Product), ("service", source.Service) })
            if (value.Length > 0) text.Append(CultureInfo.InvariantCulture, $"  {name}: {Quoted(value)}\n");
        text.Append(CultureInfo.InvariantCulture, $"filter:\n  rules:\n    - {Quoted(key)}\n  selection:\n{selection}  condition: not selection\n");
        text.Append(CultureInfo.InvariantCulture, $"ward:\n  until: {until:yyyy-MM-dd}\n");
        return text.ToString();
    }

    private static string Key(string path, string value) => Quoted(IsPlain(value) ? path : $"{path}|re");

    /// <summary>Wildcards and backslashes mean something in a Sigma text: such a value is written as an expression.</summary>
    private static bool IsPlain(string value) => value.AsSpan().IndexOfAny('*', '?', '\\') < 0;

    /// <summary>A JSON text of characters below U+10000 is a YAML text.</summary>
    private static string Quoted(string text) => JsonSerializer.Serialize(new string([.. text.Where(c => !char.IsSurrogate(c))]));

    /// <summary>The same for the same rule and fields: to ask again is to renew.</summary>
    private static Guid IdOf(string key, string selection) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{selection}")).AsSpan(0, 16));

    private static bool Refuse(string why, out string reason)
    {
        reason = why;
        return false;
    }
}
