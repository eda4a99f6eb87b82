using System.Globalization;
using System.Text;

namespace Ward.Server.Application;

/// <summary>Makes hostile text safe to look at: nothing in it is hidden, and nothing in it changes how the rest is read.</summary>
public static class Visible
{
    // Names instead of control pictures, which many fonts lack.
    private static readonly string[] Ascii =
    [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI",
        "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
    ];

    /// <summary>The text with each control, format, surrogate or separator character replaced by a visible sign such as ⟨ESC⟩ or ⟨U+202E⟩.</summary>
    public static string Of(string? text, int limit = 2000) => string.Concat(Parts(text, limit).Select(p => p.Text));

    /// <summary>The text in order, cut into plain stretches and signs that stand for what cannot be shown.</summary>
    public static IReadOnlyList<VisiblePart> Parts(string? text, int limit = 2000)
    {
        var parts = new List<VisiblePart>();
        var plain = new StringBuilder();
        var rest = text ?? "";
        var shown = rest.Length > limit ? rest[..limit] : rest;
        foreach (var rune in shown.EnumerateRunes())
        {
            if (Sign(rune) is not { } sign)
            {
                plain.Append(rune);
                continue;
            }

            Flush();
            parts.Add(new VisiblePart(sign, $"U+{rune.Value:X4}"));
        }

        Flush();
        if (rest.Length > shown.Length) parts.Add(new VisiblePart($"… {rest.Length - shown.Length:N0} characters more", "cut for display"));
        return parts;

        void Flush()
        {
            if (plain.Length > 0) parts.Add(new VisiblePart(plain.ToString(), null));
            plain.Clear();
        }
    }

    private static string? Sign(Rune rune) => rune.Value switch
    {
        < 0x20 => $"⟨{Ascii[rune.Value]}⟩",
        0x7F => "⟨DEL⟩",
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            ? $"⟨U+{rune.Value:X4}⟩"
            : null,
    };
}
