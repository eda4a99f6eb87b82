using System.Text;

namespace Ward.Ingest.Search.Language;

/// <summary>The characters of a query, one after the other. Throws <see cref="Refusal"/>, which the parser alone catches.</summary>
internal sealed class QueryReader(string text)
{
    public int At { get; private set; }

    public bool AtEnd => At >= text.Length;

    public char Here => AtEnd ? '\0' : text[At];

    public void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(Here)) At++;
    }

    public bool Next(char c)
    {
        SkipSpace();
        return !AtEnd && Here == c;
    }

    /// <summary>Takes the character where it comes next, spaces aside.</summary>
    public bool Take(char c)
    {
        if (!Next(c)) return false;
        At++;
        return true;
    }

    /// <summary>Takes it where it stands right here, without space before it.</summary>
    public bool TakeHere(char c)
    {
        if (AtEnd || Here != c) return false;
        At++;
        return true;
    }

    public void Need(char c, string expected)
    {
        if (!Take(c)) throw Refuse(expected);
    }

    /// <summary>The run of letters, digits and ._@- that comes next, without taking it; empty where there is none.</summary>
    public string PeekName()
    {
        SkipSpace();
        var end = At;
        while (end < text.Length && IsName(text[end])) end++;
        return text[At..end];
    }

    /// <summary>Takes the word where it comes next and no character of a name, pattern or value follows it.</summary>
    public bool TakeWord(string word)
    {
        if (!PeekName().Equals(word, StringComparison.Ordinal)) return false;
        var end = At + word.Length;
        if (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('(' or ')' or '|' or ',')) return false;
        At = end;
        return true;
    }

    public string TakeName(string expected)
    {
        var name = PeekName();
        if (name.Length == 0) throw Refuse(expected);
        At += name.Length;
        return name;
    }

    /// <summary>The character behind the name that comes next, or 0.</summary>
    public char Behind(string name) => At + name.Length < text.Length ? text[At + name.Length] : '\0';

    /// <summary>Text in quotation marks: \" and \\ stand for themselves, any other \ is one.</summary>
    public string TakeQuoted()
    {
        var from = At;
        At++;
        var quoted = new StringBuilder();
        while (!AtEnd && Here != '"')
        {
            if (Here == '\\' && At + 1 < text.Length && text[At + 1] is '"' or '\\') At++;
            quoted.Append(Here);
            At++;
        }

        if (AtEnd) throw RefuseAt(from, "a closing quotation mark");
        At++;
        return quoted.ToString();
    }

    /// <summary>A value without quotation marks, as a pattern (<see cref="Wildcard"/>).</summary>
    public string TakeBare(string expected)
    {
        var pattern = new StringBuilder();
        while (!AtEnd && !char.IsWhiteSpace(Here) && Here is not ('(' or ')' or '|' or ',' or '"'))
        {
            if (Here == '\\')
            {
                if (At + 1 < text.Length && Words.IsSpecial(text[At + 1])) At++;
                if (Here is '\\' or '*' or '?') pattern.Append('\\');
            }

            pattern.Append(Here);
            At++;
        }

        return pattern.Length > 0 ? pattern.ToString() : throw Refuse(expected);
    }

    public Refusal Refuse(string expected)
    {
        SkipSpace();
        return RefuseAt(At, expected);
    }

    public Refusal RefuseAt(int at, string expected)
    {
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
        return new Refusal(new QueryError(at, expected, text[at..end]));
    }

    private static bool IsName(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '@' or '-';

    internal sealed class Refusal(QueryError error) : Exception
    {
        public QueryError Error => error;
    }
}
