using System.Globalization;
using System.Text;
using Ward.Govern.ThreatModel.Systems;
using Ward.Standards.Yaml;

namespace Ward.Govern.Risk;

/// <summary>A register as the YAML file that people read and decide in (docs/guide/threat-model.md). What is written reads back as the same register.</summary>
public static class RegisterText
{
    /// <summary>Head of a register that the server keeps.</summary>
    public const string OfServer = """
        # Risk register of the living city, kept by the server: decide on its page Risk register. Whoever changes this file stops the server first; what is changed
        # while it runs is not taken up, and nothing more is kept until the server is started again. Its form is that of docs/guide/threat-model.md.

        """;

    private const string Head = """
        # Risk register, kept by 'ward threats MODEL --register FILE'. Decide here: status (unchecked, in-discussion, accepted, in-progress, mitigated,
        # false-positive), justification, ticket, date (of the decision or the last review), until (an acceptance ends, work is due), by, owner. What the model itself tracks counts before what stands here.

        """;

    /// <param name="head">Comments that stand before all else; null for those of a file that people keep with the command line.</param>
    public static string Write(RiskRegister register, string? head = null)
    {
        var text = new StringBuilder(head ?? Head);
        var c = register.Cycles;
        text.Append(CultureInfo.InvariantCulture, $"title: {Quoted(register.Title)}\ncycles: {{critical: {c.Critical}, high: {c.High}, elevated: {c.Elevated}, medium: {c.Medium}, low: {c.Low}}} # days until a review\n");
        Entries(text, "risks", register.Entries);
        Entries(text, "gone", register.Gone);
        if (register.Facts.Count > 0) text.Append("facts: # what the model said when this was written\n");
        foreach (var element in register.Facts.GroupBy(f => f.Element))
            text.Append(CultureInfo.InvariantCulture, $"  {Quoted(element.Key)}: {{{string.Join(", ", element.Select(f => $"{Quoted(f.Field)}: {Quoted(f.Value)}"))}}}\n");
        return text.ToString();
    }

    /// <returns>Null, with problems added, where anything of it is wrong: a register of which a part is lost would lose decisions.</returns>
    public static RiskRegister? Read(string text, ProblemList problems)
    {
        if (YamlFields.Read(text, problems) is not { } root) return null;
        var cycles = ReviewCycles.Default;
        if (root["cycles"].MappingOrNull() is { } days)
        {
            cycles = new ReviewCycles(Days(days["critical"], cycles.Critical), Days(days["high"], cycles.High), Days(days["elevated"], cycles.Elevated), Days(days["medium"], cycles.Medium), Days(days["low"], cycles.Low));
            days.Close();
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        var register = new RiskRegister(root["title"].Text("the title of the model"), cycles, [.. root["risks"].Mappings("a list of risks").Select(f => Entry(f, ids))], [.. root["gone"].Mappings("a list of risks").Select(f => Entry(f, ids))], Facts(root["facts"]));
        root.Close();
        return problems.Count == 0 ? register : null;
    }

    private static void Entries(StringBuilder text, string name, IReadOnlyList<RiskEntry> entries)
    {
        if (entries.Count > 0) text.Append(CultureInfo.InvariantCulture, $"{name}:\n");
        foreach (var e in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - id: {Quoted(e.Id)}\n    severity: {RiskWords.Of(e.Severity)}\n    what: {Quoted(e.Words)}\n    kind: {Quoted(e.Kind)}\n    at: [{string.Join(", ", e.At.Select(Quoted))}]\n");
            Listed(text, "grounds", e.Grounds);
            if (e.SettledOn is { } on && !on.SequenceEqual(e.Grounds)) Listed(text, "settled_on", on);
            text.Append(CultureInfo.InvariantCulture, $"    status: {RiskWords.Of(e.Decision.Status)}\n");
            if (e.Decision.InModel) text.Append("    tracked: true # by the model's own risk_tracking\n");
            Optional(text, "justification", e.Decision.Justification);
            Optional(text, "ticket", e.Decision.Ticket);
            if (e.Decision.Date is { } date) text.Append(CultureInfo.InvariantCulture, $"    date: {date:yyyy-MM-dd}\n");
            if (e.Decision.Until is { } until) text.Append(CultureInfo.InvariantCulture, $"    until: {until:yyyy-MM-dd}\n");
            Optional(text, "by", e.Decision.By);
            Optional(text, e.Decision.Owner is null ? "owner_in_model" : "owner", e.Owner);
            text.Append(CultureInfo.InvariantCulture, $"    first_seen: {e.FirstSeen:yyyy-MM-dd}\n    review_by: {e.ReviewBy:yyyy-MM-dd}\n");
            if (e.GoneSince is { } gone) text.Append(CultureInfo.InvariantCulture, $"    gone_since: {gone:yyyy-MM-dd}\n");
        }
    }

    private static RiskEntry Entry(YamlFields f, HashSet<string> ids)
    {
        var id = f["id"].Text("the id of a risk");
        if (!ids.Add(id)) f["id"].Wrong("an id that no other risk of the register has");
        var (owner, ofElement) = (f["owner"].TextOrNull(), f["owner_in_model"].TextOrNull());
        var entry = new RiskEntry(
            id, f["kind"].Text("a kind of risk"), f["what"].Text("what is at risk"), f["severity"].Choice(RiskWords.Severities, "a severity"), [.. f["at"].Items("a list of elements").Select(i => i.Text("the id of an element"))],
            new Decision(f["status"].Choice(RiskWords.Statuses, "a status"), f["justification"].TextOrNull(), f["ticket"].TextOrNull(), Day(f["date"], null), f["by"].TextOrNull(), f["tracked"].Flag(false)) { Until = Day(f["until"], null), Owner = owner },
            owner ?? ofElement, Day(f["first_seen"], default(DateOnly))!.Value, Day(f["review_by"], default(DateOnly))!.Value)
        {
            Grounds = Grounds(f["grounds"]), SettledOn = Grounds(f["settled_on"]) is { Count: > 0 } on ? on : null, GoneSince = Day(f["gone_since"], null),
        };
        f.Close();
        return entry;
    }

    private static List<string> Grounds(YamlField list) => [.. list.Items("a list of grounds").Select(i => i.Text("what the risk rests on"))];

    private static List<Fact> Facts(YamlField section)
    {
        var facts = new List<Fact>();
        if (section.MappingOrNull() is not { } elements) return facts;
        foreach (var element in elements.Keys)
            if (elements[element].MappingOrNull() is { } fields)
                foreach (var field in fields.Keys) facts.Add(new Fact(element, field, fields[field].Peek ?? ""));
        return facts;
    }

    private static int Days(YamlField field, int whenAbsent) => (int)field.Whole(1, ReviewCycles.Most, whenAbsent);

    // Required where there is a placeholder, and nothing else stands for it.
    private static DateOnly? Day(YamlField field, DateOnly? placeholder)
    {
        if (placeholder is null && field.IsAbsent) return null;
        return field.Parsed("a date (year-month-day)", (string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day), default);
    }

    private static void Optional(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) text.Append(CultureInfo.InvariantCulture, $"    {name}: {Quoted(value)}\n");
    }

    private static void Listed(StringBuilder text, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0) text.Append(CultureInfo.InvariantCulture, $"    {name}: [{string.Join(", ", values.Select(Quoted))}]\n");
    }

    private static string Quoted(string text) => QuotedText.Of(text);
}
