using System.Net;
using System.Text.RegularExpressions;
using Ward.City;
using Ward.Detect.Baselines;
using Ward.Standards.Misp;

namespace Ward.Detect.Indicators;

/// <summary>The never-block lists as one: Ward's own and MISP's warning lists. Immutable, thread-safe.</summary>
public sealed class NeverBlock : INeverBlock
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private readonly List<NeverBlockList> lists = [];
    private readonly RangeTable<uint> v4;
    private readonly RangeTable<UInt128> v6;
    private readonly (RangeTable<uint> V4, RangeTable<UInt128> V6) everywhere;
    private readonly Dictionary<string, int> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> texts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Text, int List)> substrings = [];
    private readonly List<(Regex Expression, int List)> expressions = [];

    public NeverBlock(IEnumerable<NeverBlockList> lists)
    {
        var (all4, all6, every4, every6) = (new List<(uint, uint, int)>(), new List<(UInt128, UInt128, int)>(), new List<(uint, uint, int)>(), new List<(UInt128, UInt128, int)>());
        foreach (var list in lists)
        {
            this.lists.Add(list);
            foreach (var entry in list.List.Entries)
                if (!Take(list, entry.Trim(), this.lists.Count - 1)) Unreadable++;
        }

        v4 = new RangeTable<uint>(all4, static (_, _) => { });
        v6 = new RangeTable<UInt128>(all6, static (_, _) => { });
        everywhere = (new RangeTable<uint>(every4, static (_, _) => { }), new RangeTable<UInt128>(every6, static (_, _) => { }));

        bool Take(NeverBlockList list, string entry, int number)
        {
            if (entry.Length == 0) return false;
            switch (list.List.Kind)
            {
                case WarninglistKind.Cidr or WarninglistKind.Text when IndicatorText.TryRange(entry, out var start, out var end):
                    if (SourceAddress.IsV4(start)) all4.Add(((uint)start, (uint)end, number));
                    else all6.Add((start, end, number));
                    if (list.Everywhere && SourceAddress.IsV4(start)) every4.Add(((uint)start, (uint)end, number));
                    else if (list.Everywhere) every6.Add((start, end, number));
                    return true;
                case WarninglistKind.Cidr: return false;
                case WarninglistKind.Hostname:
                    names.TryAdd(entry.Trim('.'), number);
                    return true;
                case WarninglistKind.Text:
                    texts.TryAdd(entry.Trim('.'), number);
                    return true;
                case WarninglistKind.Substring:
                    substrings.Add((entry, number));
                    return true;
                case WarninglistKind.Regex: return TryExpression(entry, number);
                default: throw new InvalidOperationException($"Unknown kind {list.List.Kind}.");
            }
        }
    }

    public static NeverBlock None { get; } = new([]);

    public int Lists => lists.Count;

    public long Entries => lists.Sum(l => (long)l.List.Entries.Count);

    /// <summary>Entries that were not understood.</summary>
    public int Unreadable { get; }

    public string? Why(IPAddress address)
    {
        Span<byte> text = stackalloc byte[64];
        return address.TryFormat(text, out var length) && SourceAddress.TryRead(text[..length], out var value) ? NameOf(Find(everywhere.V4, everywhere.V6, value, value)) : null;
    }

    /// <summary>The name of the list that holds the value, in normal form, or anything that blocking it would block; null where none does.</summary>
    public string? Holds(IndicatorType type, string value) => NameOf(type switch
    {
        IndicatorType.Address or IndicatorType.Network => IndicatorText.TryRange(value, out var start, out var end) ? Find(v4, v6, start, end) : -1,
        IndicatorType.Domain => OfName(value) is var name and >= 0 ? name : OfText(value),
        IndicatorType.Url => OfUrl(value),
        IndicatorType.Mail or IndicatorType.Hash or IndicatorType.Ja3 or IndicatorType.Ja4 => OfText(value),
        IndicatorType.Pattern => -1,
        _ => throw new InvalidOperationException($"Unknown type {type}."),
    });

    private string? NameOf(int list) => list < 0 ? null : lists[list].List.Name;

    private static int Find(RangeTable<uint> v4, RangeTable<UInt128> v6, UInt128 start, UInt128 end)
    {
        if (!SourceAddress.IsV4(start)) return v6.Touching(start, end) is var wide and >= 0 ? v6.EntryAt(wide) : -1;
        return v4.Touching((uint)start, (uint)end) is var at and >= 0 ? v4.EntryAt(at) : -1;
    }

    private int OfUrl(string url)
    {
        var host = UrlKey.HostOf(url);
        if (IndicatorText.TryRange(host, out var start, out var end)) return Find(v4, v6, start, end);
        return OfName(host) is var name and >= 0 ? name : OfText(host) is var text and >= 0 ? text : OfText(url);
    }

    /// <summary>The name itself or a parent of it.</summary>
    private int OfName(string name)
    {
        for (var rest = name; ;)
        {
            if (names.TryGetValue(rest, out var list)) return list;
            if (rest.IndexOf('.', StringComparison.Ordinal) is var dot && dot < 0) return -1;
            rest = rest[(dot + 1)..];
        }
    }

    private int OfText(string value)
    {
        if (texts.TryGetValue(value, out var list)) return list;
        foreach (var (text, number) in substrings)
            if (value.Contains(text, StringComparison.OrdinalIgnoreCase)) return number;
        foreach (var (expression, number) in expressions)
            if (expression.IsMatch(value)) return number;
        return -1;
    }

    private bool TryExpression(string entry, int number)
    {
        var text = entry.StartsWith('/') && entry.LastIndexOf('/') is var end and > 0 ? entry[1..end] : entry;
        try
        {
            expressions.Add((new Regex(text, Options), number));
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
