using System.Globalization;
using System.Net;

namespace Ward.Ingest.Search.Language;

/// <summary>Reads conditions; time ranges may stand between them, outside brackets.</summary>
internal sealed class ConditionParser(QueryReader reader)
{
    private const int Deepest = 50;
    private const string Expected = "a condition such as user:root, bytes>1000 or \"some text\"";
    private static readonly string[] Reserved = ["AND", "OR", "NOT", "last", "from", "to"];
    private int depth;

    public TimeRange Time { get; private set; } = new TimeRange.Always();

    public Condition Read() => Or() ?? new Condition.Any();

    private Condition? Or()
    {
        var parts = new List<Condition>();
        var first = And();
        if (first is null) return null;
        parts.Add(first);
        while (reader.TakeWord("OR")) parts.Add(And() ?? throw reader.Refuse(Expected));
        return parts.Count == 1 ? parts[0] : new Condition.OneOf(new(parts));
    }

    private Condition? And()
    {
        var parts = new List<Condition>();
        while (true)
        {
            while (TryTime()) { }
            if (reader.TakeWord("AND"))
            {
                if (parts.Count == 0) throw reader.Refuse(Expected);
                parts.Add(Not() ?? throw reader.Refuse(Expected));
                continue;
            }

            if (reader.PeekName() == "OR" || Not() is not { } part) break;
            parts.Add(part);
        }

        return parts.Count switch { 0 => null, 1 => parts[0], _ => new Condition.All(new(parts)) };
    }

    private Condition? Not()
    {
        if (!reader.TakeWord("NOT")) return Primary();
        return new Condition.Not(Deeper(Not) ?? throw reader.Refuse(Expected));
    }

    private Condition? Primary()
    {
        if (reader.Take('('))
        {
            var inner = Deeper(Or) ?? throw reader.Refuse(Expected);
            reader.Need(')', "a closing bracket");
            return inner;
        }

        reader.SkipSpace();
        if (reader.AtEnd || reader.Next('|') || reader.Next(')')) return null;
        if (reader.Next(',')) throw reader.Refuse(Expected);
        var name = reader.PeekName();
        if (name == "cidr" && reader.Behind(name) == '(') return new Condition.Address(Networks());
        if (IsField(name) && reader.Behind(name) is ':' or '=' or '<' or '>' or '!') return Field(name);
        return Text();
    }

    private static bool IsField(string name) => name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] is '_' or '@');

    private Condition Field(string name)
    {
        reader.TakeName(Expected);
        var field = SearchNames.Find(name);
        if (reader.TakeHere('<')) return Compared(field, reader.TakeHere('=') ? Comparison.AtMost : Comparison.Less);
        if (reader.TakeHere('>')) return Compared(field, reader.TakeHere('=') ? Comparison.AtLeast : Comparison.More);
        var not = reader.TakeHere('!');
        if (!reader.TakeHere('=') && (not || !reader.TakeHere(':'))) throw reader.Refuse("one of : = != < <= > >=");
        Condition condition = new Condition.Field(field, List(name) ?? Value(name));
        return not ? new Condition.Not(condition) : condition;
    }

    private Condition.Field Compared(FieldName field, Comparison how)
    {
        reader.SkipSpace();
        var from = reader.At;
        var word = reader.TakeBare("a number");
        return Numbers.TryRead(word, out var number)
            ? new Condition.Field(field, new ValueTest.Compare(how, number))
            : throw reader.RefuseAt(from, "a number of at most 15 digits, and 6 behind the point");
    }

    private ValueTest.In? List(string name)
    {
        if (!reader.TakeHere('(')) return null;
        var tests = new List<ValueTest>();
        do
        {
            reader.SkipSpace();
            tests.Add(Value(name));
        }
        while (reader.Take(','));
        reader.Need(')', "a comma or a closing bracket");
        return new ValueTest.In(new(tests));
    }

    private ValueTest Value(string name)
    {
        var expected = $"a value for {name}";
        if (reader.Here == '"') return new ValueTest.Equal(reader.TakeQuoted());
        if (reader.PeekName() is "cidr" and var word && reader.Behind(word) == '(') return new ValueTest.Within(Networks());
        var pattern = reader.TakeBare(expected);
        if (pattern == "*") return new ValueTest.Exists();
        return Wildcard.IsPlain(pattern) ? new ValueTest.Equal(Wildcard.Plain(pattern)) : new ValueTest.Like(pattern);
    }

    private Sequence<IPNetwork> Networks()
    {
        reader.TakeName("cidr");
        reader.Need('(', "an opening bracket");
        var networks = new List<IPNetwork>();
        do
        {
            reader.SkipSpace();
            var from = reader.At;
            if (!IPNetwork.TryParse(reader.TakeBare("a network such as 10.0.0.0/8"), out var network))
                throw reader.RefuseAt(from, "a network such as 10.0.0.0/8");
            networks.Add(network);
        }
        while (reader.Take(','));
        reader.Need(')', "a comma or a closing bracket");
        return new(networks);
    }

    private Condition Text()
    {
        var from = reader.At;
        var openStart = reader.TakeHere('*');
        if (reader.Here != '"')
        {
            if (openStart && (reader.AtEnd || char.IsWhiteSpace(reader.Here) || reader.Here is ')' or '|')) return new Condition.Any();
            var pattern = reader.TakeBare(Expected);
            var openEnd = pattern.EndsWith('*') && !pattern.EndsWith("\\*", StringComparison.Ordinal);
            if (openEnd) pattern = pattern[..^1];
            if (pattern.Length == 0) return new Condition.Any();
            if (!Wildcard.IsPlain(pattern)) throw reader.RefuseAt(from, "free text with * at its beginning or end only, or text in quotation marks");
            var plain = Wildcard.Plain(pattern);
            if (!openStart && !openEnd && Reserved.Contains(plain, StringComparer.Ordinal)) throw reader.RefuseAt(from, $"a condition; the word itself is {Words.Quote(plain)}");
            return new Condition.Text(plain, openStart, openEnd);
        }

        var quoted = reader.TakeQuoted();
        if (quoted.Length == 0) throw reader.RefuseAt(from, "some text in the quotation marks");
        return new Condition.Text(quoted, openStart, reader.TakeHere('*'));
    }

    private bool TryTime()
    {
        reader.SkipSpace();
        var from = reader.At;
        if (depth > 0) return false;
        if (reader.TakeWord("last"))
        {
            if (Time is not TimeRange.Always) throw reader.RefuseAt(from, "one time range");
            Time = new TimeRange.Last(Span.TryRead(reader.PeekName(), out var span) ? span : throw reader.Refuse(Span.Expected));
            reader.TakeName(Span.Expected);
            return true;
        }

        var begins = reader.TakeWord("from");
        if (!begins && !reader.TakeWord("to")) return false;
        var at = Moment();
        Time = (Time, begins) switch
        {
            (TimeRange.Always, true) => new TimeRange.Between(at, null),
            (TimeRange.Always, false) => new TimeRange.Between(null, at),
            (TimeRange.Between { From: null } between, true) => between with { From = at },
            (TimeRange.Between { Until: null } between, false) => between with { Until = at },
            _ => throw reader.RefuseAt(from, "one time range"),
        };
        return true;
    }

    private DateTimeOffset Moment()
    {
        const string moment = "a moment such as 2026-11-28 or 2026-11-28T10:30:00Z";
        reader.SkipSpace();
        var from = reader.At;
        var text = reader.Next('"') ? reader.TakeQuoted() : reader.TakeBare(moment);
        string[] forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFK"];
        return DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw reader.RefuseAt(from, moment);
    }

    private Condition? Deeper(Func<Condition?> read)
    {
        if (++depth > Deepest) throw reader.Refuse($"at most {Deepest} brackets or NOT within one another");
        var condition = read();
        depth--;
        return condition;
    }
}
