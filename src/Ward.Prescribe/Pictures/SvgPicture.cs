using System.Globalization;
using System.Net;
using System.Text;

namespace Ward.Prescribe.Pictures;

/// <summary>
/// Draws a picture as SVG 1.1 (W3C), or as a page that holds it: no script, no font and no address of anybody else. Colours follow the reader's light or dark
/// setting; nothing is told by colour alone; the ways stand beside it as text.
/// </summary>
public static class SvgPicture
{
    private const int Left = 24, Top = 92, Wide = 190, High = 50, Across = 350, Down = 108;

    private const string Style = """
        .ward-picture{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;--ground:#fff;--band:#f3f5f8;--ink:#1b2430;--soft:#55606e;--line:#5b6777;--box:#fff;--edge:#8894a3;--bad:#b3261e;--cut:#00695c;--held:#fdecea;--serve:#eef4ff}
        @media (prefers-color-scheme:dark){.ward-picture{--ground:#12161c;--band:#1a2029;--ink:#e8ecf1;--soft:#a9b4c2;--line:#9aa7b6;--box:#222a35;--edge:#5c6877;--bad:#ff8a80;--cut:#4fd1bd;--held:#3a2224;--serve:#1e2a3d}}
        .ward-picture text{fill:var(--ink);font-size:13px}.ward-picture .soft{fill:var(--soft);font-size:11.5px}.ward-picture .head{font-size:12.5px;font-weight:600;fill:var(--soft)}
        .ward-picture .title{font-size:17px;font-weight:600}.ward-picture .behind{fill:var(--ground)}.ward-picture .halo{font-size:11.5px}
        .ward-picture .way{fill:none;stroke:var(--line);stroke-width:1.8}.ward-picture .stopped{stroke:var(--cut);stroke-dasharray:6 5}.ward-picture .harder{stroke:var(--cut);stroke-dasharray:1.5 4;stroke-linecap:round}
        .ward-picture .box{fill:var(--box);stroke:var(--edge)}.ward-picture .foothold{fill:var(--held);stroke:var(--bad);stroke-width:1.6}.ward-picture .service{fill:var(--serve)}.ward-picture .above{stroke:var(--bad);stroke-width:2}
        .ward-picture .badge{fill:var(--cut);stroke:var(--ground);stroke-width:2}.ward-picture .number{fill:var(--ground);font-size:12px;font-weight:700}.ward-picture .arrow{fill:var(--line)}
        """;

    /// <summary>One SVG element as a file of its own.</summary>
    public static string Draw(PathPicture picture)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        Draw(picture, text, alone: true);
        return text.Append('\n').ToString();
    }

    /// <summary>A page with the picture, the measures and the ways as text.</summary>
    public static string Page(PathPicture picture)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{Safe(picture.Title)}</title>\n");
        text.Append("<style>:root{color-scheme:light dark}body{margin:2rem auto;padding:0 1.5rem;max-width:1700px;font:16px/1.5 system-ui,sans-serif;background:#fff;color:#1b2430}@media (prefers-color-scheme:dark){body{background:#12161c;color:#e8ecf1}}figure{margin:.5rem 0;overflow-x:auto}figure svg{max-width:100%;min-width:900px;height:auto}h1{font-size:1.5rem}h2{font-size:1.1rem}li{margin:.3rem 0;max-width:90ch}</style>\n</head>\n<body>\n<main>\n");
        text.Append(CultureInfo.InvariantCulture, $"<h1>{Safe(picture.Title)}</h1>\n<figure tabindex=\"0\" aria-label=\"Picture of the ways; it may be wider than the page\">\n");
        Draw(picture, text, alone: false);
        text.Append("\n</figure>\n");
        List("What is cut", picture.Cuts, "ol");
        List("The ways, likeliest first", picture.Ways, "ul");
        return text.Append("</main>\n</body>\n</html>\n").ToString();

        void List(string head, IReadOnlyList<string> items, string kind)
        {
            if (items.Count == 0) return;
            text.Append(CultureInfo.InvariantCulture, $"<h2>{head}</h2>\n<{kind}>\n");
            foreach (var item in items) text.Append(CultureInfo.InvariantCulture, $"<li>{Safe(item)}</li>\n");
            text.Append(CultureInfo.InvariantCulture, $"</{kind}>\n");
        }
    }

    private static void Draw(PathPicture picture, StringBuilder text, bool alone)
    {
        var rows = picture.Nodes.Count == 0 ? 1 : picture.Nodes.Max(n => n.Row) + 1;
        var width = Math.Max(560, (2 * Left) + Wide + ((Math.Max(1, picture.Columns.Count) - 1) * Across) + 40);
        var legend = Top + (rows * Down) + 22;
        var height = legend + (alone ? picture.Cuts.Count * 24 : 0) + 16;
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ward-picture\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"ward-title ward-text\">\n");
        text.Append(CultureInfo.InvariantCulture, $"<title id=\"ward-title\">{Safe(picture.Title)}</title>\n<desc id=\"ward-text\">{Safe(string.Join(" ", picture.Ways.Concat(picture.Cuts.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"Cut {i + 1}: {c}.")))))}</desc>\n");
        text.Append(CultureInfo.InvariantCulture, $"<style>{Style}</style>\n<defs><marker id=\"ward-arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path class=\"arrow\" d=\"M0 0L8 4L0 8z\"/></marker></defs>\n");
        text.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" style=\"fill:var(--ground)\"/>\n{(alone ? $"<text class=\"title\" x=\"{Left}\" y=\"34\">{Safe(Cropped(picture.Title, 90))}</text>" : "")}\n");
        for (var c = 0; c < picture.Columns.Count; c++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left + (c * Across) - 12}\" y=\"52\" width=\"{Wide + 24}\" height=\"{Top + (rows * Down) - 60}\" rx=\"8\" style=\"fill:var(--band)\"/>\n");
            text.Append(CultureInfo.InvariantCulture, $"<text class=\"head\" x=\"{Left + (c * Across)}\" y=\"73\">{Safe(Cropped(picture.Columns[c], 26))}</text>\n");
        }

        var at = picture.Nodes.ToDictionary(n => n.Id, n => (X: Left + (n.Column * Across), Y: Top + (n.Row * Down), n.Column), StringComparer.Ordinal);
        var labels = new LabelPlaces(at.Values.Select(n => (n.X, n.Y, Wide, High)));
        var drawn = new StringBuilder();
        foreach (var (edge, i) in picture.Edges.Select((e, i) => (e, i))) Edge(text, drawn, labels, edge, EdgeCurve.Between(at[edge.From], at[edge.To], Wide, High, i));
        foreach (var node in picture.Nodes) Node(text, node, at[node.Id].X, at[node.Id].Y);
        text.Append(drawn);
        if (picture.Edges.Count == 0) text.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"{Left}\" y=\"{Top + 20}\">No way to a service is worth telling.</text>\n");
        for (var i = 0; alone && i < picture.Cuts.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<circle class=\"badge\" cx=\"{Left + 8}\" cy=\"{legend + (i * 24)}\" r=\"10\"/><text class=\"number\" text-anchor=\"middle\" x=\"{Left + 8}\" y=\"{legend + (i * 24) + 4}\">{i + 1}</text>");
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + 28}\" y=\"{legend + (i * 24) + 5}\">{Safe(Cropped(picture.Cuts[i], (width - 60) / 7))}</text>\n");
        }

        text.Append("</svg>");
    }

    private static void Node(StringBuilder text, PictureNode node, int x, int y)
    {
        text.Append(CultureInfo.InvariantCulture, $"<g><title>{Safe(node.Label)}{(node.Note.Length > 0 ? ", " + Safe(node.Note) : "")}</title><rect class=\"box {Safe(node.Kind)}{(node.IsAbove ? " above" : "")}\" x=\"{x}\" y=\"{y}\" width=\"{Wide}\" height=\"{High}\" rx=\"{(node.Kind == "service" ? 24 : 6)}\"/>");
        text.Append(CultureInfo.InvariantCulture, $"<text text-anchor=\"middle\" x=\"{x + (Wide / 2)}\" y=\"{y + (node.Note.Length > 0 ? 22 : 30)}\">{Safe(Cropped(node.Label, 26))}</text>");
        if (node.Note.Length > 0) text.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" text-anchor=\"middle\" x=\"{x + (Wide / 2)}\" y=\"{y + 39}\">{Safe(Cropped(node.Note, 32))}</text>");
        text.Append("</g>\n");
    }

    private static void Edge(StringBuilder text, StringBuilder drawn, LabelPlaces labels, PictureEdge edge, EdgeCurve curve)
    {
        var style = edge.Cut is null ? "way" : edge.Stops ? "way stopped" : "way harder";
        text.Append(CultureInfo.InvariantCulture, $"<path class=\"{style}\" d=\"{curve.Data}\" marker-end=\"url(#ward-arrow)\"><title>{Safe(edge.Words)}, {Percent(edge.Probability)}</title></path>\n");
        var words = $"{edge.Technique} · {Predict.PlainText.Percent(edge.Probability)}{(edge.Cut is null || edge.Stops ? "" : ", harder")}";
        var wide = (words.Length * 6) + (edge.Cut is null ? 8 : 34);
        var (x, y) = labels.Near(curve.Points, wide, 20);
        var shift = edge.Cut is null ? 0 : 13;
        drawn.Append(CultureInfo.InvariantCulture, $"<rect class=\"behind\" x=\"{x - (wide / 2) + 2}\" y=\"{y - 9}\" width=\"{wide - 4}\" height=\"18\" rx=\"5\"/>");
        drawn.Append(CultureInfo.InvariantCulture, $"<text class=\"halo\" text-anchor=\"middle\" x=\"{x + shift}\" y=\"{y + 4}\">{Safe(words)}</text>\n");
        if (edge.Cut is { } cut) drawn.Append(CultureInfo.InvariantCulture, $"<circle class=\"badge\" cx=\"{x - (wide / 2) + 12}\" cy=\"{y}\" r=\"10\"/><text class=\"number\" text-anchor=\"middle\" x=\"{x - (wide / 2) + 12}\" y=\"{y + 4}\">{cut}</text>\n");
    }

    private static string Percent(double p) => Safe(Predict.PlainText.Percent(p));

    private static string Cropped(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    /// <summary>Names are anybody's text: what means something to a reader of markup is written as what it is, and what no document may hold is left out.</summary>
    private static string Safe(string text) => WebUtility.HtmlEncode(string.Concat(text.Where(c => c is '\t' or '\n' || (c >= ' ' && c < '\uFFFE' && !char.IsSurrogate(c)))));
}
