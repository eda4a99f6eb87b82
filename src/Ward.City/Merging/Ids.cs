using System.Globalization;
using System.Text;

namespace Ward.City.Merging;

/// <summary>Makes ids of a city file from the names that sources use.</summary>
internal static class Ids
{
    private const int Longest = 50;

    /// <summary>Lower case, what is no letter or digit as a hyphen; with a number behind where it is taken.</summary>
    public static string Free(string name, ISet<string> taken)
    {
        var plain = Plain(name);
        var id = plain;
        for (var number = 2; !taken.Add(id); number++) id = plain + "-" + number.ToString(CultureInfo.InvariantCulture);
        return id;
    }

    public static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (var c in name)
        {
            if (plain.Length >= Longest) break;
            if (char.IsAsciiLetterOrDigit(c) || (c is '.' or '_' && plain.Length > 0)) plain.Append(char.ToLowerInvariant(c));
            else if (plain.Length > 0 && plain[^1] != '-') plain.Append('-');
        }

        var text = plain.ToString().TrimEnd('-', '.', '_');
        return text.Length > 0 ? text : "x";
    }
}
