using System.Globalization;
using System.Net;
using System.Text;
using Ward.Elements.Targets;

namespace Ward.Elements.Nftables;

/// <summary>The scripts of the Ward-owned table. Every value in them was a typed address, number or duration before.</summary>
internal static class NftScripts
{
    public const string Table = "inet ward";

    private static readonly string[] Hooks = ["forward", "input", "output"];

    /// <summary>The whole table anew in one transaction: no packet sees a moment without it.</summary>
    public static string Build(IReadOnlyList<IPNetwork> spared, IReadOnlyCollection<NftShape> shapes, IEnumerable<(NftElement Element, TimeSpan Left)> elements)
    {
        var text = new StringBuilder();
        // Adding first makes the deletion valid where there was no table.
        text.Append(CultureInfo.InvariantCulture, $"add table {Table}\ndelete table {Table}\nadd table {Table}\n");
        AddSpared(text, spared, v6: false);
        AddSpared(text, spared, v6: true);
        text.Append(CultureInfo.InvariantCulture, $"add chain {Table} cut\n");
        foreach (var hook in Hooks)
        {
            // Before the usual filter chains (priority 0), which may accept what is established without a further look.
            text.Append(CultureInfo.InvariantCulture, $"add chain {Table} {hook} {{ type filter hook {hook} priority -10; policy accept; }}\n");
            text.Append(CultureInfo.InvariantCulture, $"add rule {Table} {hook} jump cut\n");
        }
        foreach (var shape in shapes)
        {
            text.Append(CultureInfo.InvariantCulture, $"add set {Table} {shape.Set} {{ type {shape.Type}; flags timeout; }}\n");
            foreach (var rule in shape.Rules)
                text.Append(CultureInfo.InvariantCulture, $"add rule {Table} cut {rule}\n");
        }
        foreach (var group in elements.GroupBy(e => e.Element.Shape.Set))
            text.Append(CultureInfo.InvariantCulture, $"add element {Table} {group.Key} {{ {string.Join(", ", group.Select(e => $"{e.Element.Key} timeout {Milliseconds(e.Left)}"))} }}\n");
        return text.ToString();
    }

    /// <summary>Adding, deleting and adding again in one transaction sets the time-out whether or not the element was there.</summary>
    public static void Put(StringBuilder text, NftElement element, TimeSpan left)
    {
        Drop(text, element);
        text.Append(CultureInfo.InvariantCulture, $"add element {Table} {element.Shape.Set} {{ {element.Key} timeout {Milliseconds(left)} }}\n");
    }

    public static void Drop(StringBuilder text, NftElement element) =>
        text.Append(CultureInfo.InvariantCulture, $"add element {Table} {element.Shape.Set} {{ {element.Key} }}\ndelete element {Table} {element.Shape.Set} {{ {element.Key} }}\n");

    public static string Ask(NftElement element) => $"get element {Table} {element.Shape.Set} {{ {element.Key} }}";

    /// <summary>How many rules the chain 'cut' has for these shapes.</summary>
    public static int CutRules(IEnumerable<NftShape> shapes) => shapes.Sum(s => s.Rules.Count());

    public static IReadOnlyList<string> HookChains => Hooks;

    private static void AddSpared(StringBuilder text, IReadOnlyList<IPNetwork> spared, bool v6)
    {
        var family = v6 ? '6' : '4';
        text.Append(CultureInfo.InvariantCulture, $"add set {Table} protected{family} {{ type ipv{family}_addr; flags interval; auto-merge; }}\n");
        var list = spared.Where(n => n.IsV6() == v6).Select(n => n.Plain()).Distinct().ToList();
        if (list.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"add element {Table} protected{family} {{ {string.Join(", ", list)} }}\n");
    }

    private static string Milliseconds(TimeSpan left) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (long)Math.Ceiling(left.TotalMilliseconds))}ms");
}
