using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Forms;

namespace Ward.Cli.Shown;

/// <summary>The sources that Ward reads, from the cards of their decoders and forms: as a table, as JSON and as the reference page.</summary>
internal static class SourcesShown
{
    private const string NotVerified = "not verified";
    private static readonly (string Title, int Width)[] Columns = [("Decoder", 16), ("Source", 36), ("Tested against", 34), ("Proves the address", 20)];

    /// <summary>No wider than 120 characters.</summary>
    public static Table Table()
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (title, width) in Columns) table.AddColumn(new TableColumn(Cells.Cell(title)) { Width = width });
        foreach (var card in DecoderSet.Cards) Cells.Row(table, card.Name, card.Source, card.Verified ?? NotVerified, card.Proves ?? "no");
        foreach (var form in FormCard.All) Cells.Row(table, form.Name, $"{form.Source}; read by {form.ReadBy}", form.Verified ?? NotVerified, "as the decoder");
        return table;
    }

    public static string Json() => JsonSerializer.Serialize(
        new
        {
            decoders = DecoderSet.Cards.Select(c => new { c.Name, c.Source, c.Versions, form = c.Shape.ToString().ToLowerInvariant(), c.Programs, c.Verified, c.Proves, c.Envelope, c.Sample, fields = Sample.Of(c).Names }),
            forms = FormCard.All,
        },
        JsonShape.Indented);

    public static string Markdown()
    {
        var verified = DecoderSet.Cards.Count(c => c.Verified is not null);
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Decoders

            The {DecoderSet.Cards.Count} decoders of Ward, each with its source, the versions whose lines were seen or whose manual was read, what it was tested against, and a line with the fields that it gives. {verified} were tested against material that is independent of them; the others say *{NotVerified}*: their lines follow a manual and no program's own output was at hand. A feed names a decoder, or `auto`, which looks at each line ([feeds.md](feeds.md)). Every member of a line is kept under the source's own name beside the fields listed here. This page is what `ward feeds coverage --markdown` prints; a test holds it so.

            | Decoder | Source | Tested against |
            |---|---|---|

            """);
        foreach (var card in DecoderSet.Cards) page.Append(CultureInfo.InvariantCulture, $"| [{card.Name}](#{card.Name}) | {Cell(card.Source)} | {Cell(card.Verified ?? NotVerified)} |\n");
        page.Append("\n## Forms that are not lines\n\nA file of a feed, a posted body and what `ward ingest` sends are known by their content; their records are then read by the decoders.\n\n| Form | Files and bodies | Known by | Read by | Tested against |\n|---|---|---|---|---|\n");
        foreach (var form in FormCard.All) page.Append(CultureInfo.InvariantCulture, $"| {form.Name} | {Cell(form.Source)} | {Cell(form.Known)} | {Cell(form.ReadBy)} | {form.Verified ?? NotVerified} |\n");
        foreach (var card in DecoderSet.Cards) Append(page, card);
        return page.ToString();
    }

    private static void Append(StringBuilder page, DecoderCard card)
    {
        var sample = Sample.Of(card);
        page.Append(CultureInfo.InvariantCulture, $"\n## {card.Name}\n{card.Source}.\n");
        if (card.Versions.Length > 0) page.Append(CultureInfo.InvariantCulture, $"- Versions: {card.Versions}\n");
        page.Append(CultureInfo.InvariantCulture, $"- Tested against: {card.Verified ?? NotVerified}\n");
        if (card.Programs.Count > 0) page.Append(CultureInfo.InvariantCulture, $"- Programs: {string.Join(", ", card.Programs.Select(p => $"`{p}`"))}\n");
        if (card.Proves is not null) page.Append(CultureInfo.InvariantCulture, $"- Proves the source address: {card.Proves}\n");
        page.Append(CultureInfo.InvariantCulture, $"- The sample is {sample.Class}{(sample.Source.Length > 0 ? $", log source `{sample.Source}`" : "")}{(card.Envelope ? $", read by `{sample.By}`" : "")}\n");
        page.Append(CultureInfo.InvariantCulture, $"- Its fields: {string.Join(", ", sample.Names.Select(f => $"`{f}`"))}\n");
        page.Append(CultureInfo.InvariantCulture, $"\n```\n{card.Sample.Replace("\t", "\\t", StringComparison.Ordinal)}\n```\n");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "\\<", StringComparison.Ordinal);

    /// <summary>What a card's own line becomes.</summary>
    private sealed record Sample(string Class, string Source, string By, IReadOnlyList<string> Names)
    {
        public static Sample Of(DecoderCard card)
        {
            if (!LineReader.TryMake(card.Name, null, out var reader)) throw new InvalidOperationException($"There is no decoder {card.Name}.");
            var read = reader.Read(Encoding.UTF8.GetBytes(card.Sample), null);
            var known = new List<string>();
            for (var i = 0; i < read.FieldCount; i++)
                if (Fields.TryFind(read.NameAt(i), out _)) known.Add(Encoding.UTF8.GetString(read.NameAt(i)));
            var source = read.LogSource;
            return new Sample($"{Words(read.Class)} ({(int)read.Class})", string.Join('/', new[] { source.Category, source.Product, source.Service }).Trim('/'), read.Decoder, [.. known.Distinct()]);
        }

        /// <summary>"UserManagement" as "user management".</summary>
        private static string Words(EventClass of) => string.Concat(of.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? " " : "") + char.ToLowerInvariant(c) : c.ToString()));
    }
}
