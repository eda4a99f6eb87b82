using System.Text.RegularExpressions;
using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Risks;
using Ward.Server.Application.Registering;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Telling;

/// <summary>Risks of the register in the words of a person.</summary>
internal static partial class RegisterTelling
{
    private const string StridePrefix = "stride-";

    // What an open threat of each category means and what stands against it (Shostack, Threat Modeling, 2014, chapters 3 and 8).
    private static readonly Dictionary<string, (string Means, string Mend)> Stride = new(StringComparer.Ordinal)
    {
        ["spoofing"] = ("Somebody passes for another person or machine.", "Ask for proof of who it is: a second factor for people, certificates or keys for machines; close the way in where nobody needs it."),
        ["tampering"] = ("Data or programs are changed by somebody who may not.", "Let only those write who need to, protect what travels by encryption with integrity, and patch what is known to be weak."),
        ["repudiation"] = ("What was done cannot be shown to have been done, or by whom.", "Have every entry and change logged to a place that whoever acts cannot reach, under accounts of one person each."),
        ["information-disclosure"] = ("Data are read by somebody who may not.", "Encrypt what travels and what lies, and let only those reach it who need to."),
        ["denial-of-service"] = ("The service stops for those who need it.", "Give it a second machine or a way by hand, and let only those reach it who need to."),
        ["elevation-of-privilege"] = ("Somebody who has a little comes to have all.", "Patch known weaknesses, take away rights that are not needed, and part the zones so that one machine does not open the next."),
    };

    public static RegisteredRiskView Tell(RiskEntry entry, IReadOnlyList<RegisterNote> notes, DateOnly today)
    {
        var (means, mend, check, stride, cwe) = About(entry.Kind);
        var d = entry.Decision;
        return new RegisteredRiskView(
            entry.Id, entry.Kind, Visible.Of(entry.Words, 500), RiskWords.Of(entry.Severity), [.. entry.At.Select(a => Visible.Of(a, 200))], means, mend, check, stride, cwe,
            entry.GoneSince is null ? RiskWords.Of(d.Status) : "mitigated", Shown(d.Justification), Shown(d.By), d.Date, d.Until, Shown(d.Ticket), Shown(entry.Owner),
            entry.FirstSeen, entry.ReviewBy, entry.IsOverdue(today), entry.GoneSince, notes.FirstOrDefault(n => n.Id == entry.Id) is { } note ? Tell(note) : null, RiskMark.Of(entry));
    }

    public static RegisterChangeView Tell(RegisterNote note) => new(
        note.At, note.CityVersion, note.Kind.ToString().ToLowerInvariant(), note.Id, Visible.Of(note.Words, 500),
        note.Before is { } before ? RiskWords.Of(before) : null, note.After is { } after ? RiskWords.Of(after) : null, [.. note.Why.Select(w => Visible.Of(w, 1000))]);

    private static (string Means, string Mend, string Check, string Stride, int? Cwe) About(string kind)
    {
        if (ThreatKinds.Find(kind) is { About: var about }) return (about.Finds, about.Mending, about.Check, Spaced().Replace(about.Stride.ToString(), " $0").ToLowerInvariant(), about.Cwe);
        var category = kind.StartsWith(StridePrefix, StringComparison.Ordinal) ? kind[StridePrefix.Length..] : "";
        return Stride.TryGetValue(category, out var words) ? (words.Means, words.Mend, "", category.Replace('-', ' '), null) : ("", "", "", "", null);
    }

    private static string? Shown(string? text) => text is null ? null : Visible.Of(text, 500);

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Spaced();
}
