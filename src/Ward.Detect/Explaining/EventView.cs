using Ward.Detect.Matching;
using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Explaining;

/// <summary>
/// One event under the names that some rules use, asked test by test: with the engine's own tests and its own way from a name to a value, and
/// without any of its indexes. Not thread-safe.
/// </summary>
internal sealed class EventView
{
    private readonly FieldTable fields;
    private readonly PredicateTable predicates;
    private readonly Dictionary<SigmaTest, ValueTest> tests = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LogSource, FieldResolver> resolvers = [];
    private readonly byte[] scratch = new byte[256];
    private readonly EventReader reader;
    private FieldResolver resolver = null!;

    /// <param name="rules">Whose fields and tests will be asked for.</param>
    /// <param name="names">Further field names.</param>
    /// <param name="zone">In which local times are told.</param>
    internal EventView(IEnumerable<SigmaRule> rules, IEnumerable<string> names, TimeZoneInfo zone)
    {
        fields = new FieldTable(zone);
        predicates = new PredicateTable(fields);
        foreach (var name in names) fields.Add(name);
        foreach (var rule in rules)
            foreach (var leaf in rule.Selections.SelectMany(s => s.Detection.Leaves())) Learn(leaf);
        reader = new EventReader(fields, predicates);
    }

    internal Event Event => reader.Event;

    internal void Begin(Event e)
    {
        if (!resolvers.TryGetValue(e.LogSource, out var found)) resolvers[e.LogSource] = found = new FieldResolver(fields, e.LogSource);
        reader.Begin(e, resolver = found, scanned: false);
    }

    internal bool Has(string field) => reader.Has(fields.Add(field));

    /// <summary>The value; valid until the next event.</summary>
    internal bool TryGet(string field, out ReadOnlySpan<byte> value) => reader.TryGet(fields.Add(field), out value);

    /// <summary>The path under which the event has it, or the name itself.</summary>
    internal string PathOf(string field) => reader.PathOf(fields.Add(field));

    /// <summary>True for what the event carries outside its fields.</summary>
    internal bool IsStamp(string field) => resolver[fields.Add(field)].Own is not null;

    /// <summary>The names under which the field is looked for in this event's log source, the first that is there counts.</summary>
    internal IReadOnlyList<string> NamesOf(string field)
    {
        var plan = resolver[fields.Add(field)];
        return [.. plan.Known.Select(Fields.PathOf), .. plan.Names.Select(n => System.Text.Encoding.UTF8.GetString(n))];
    }

    /// <summary>Every slot of the event whose value may be taken for the field.</summary>
    internal IEnumerable<int> SlotsOf(string field)
    {
        var number = fields.Add(field);
        return Enumerable.Range(0, Event.FieldCount).Where(slot => MayBe(slot, number));
    }

    private bool MayBe(int slot, int field)
    {
        var guess = default(FieldResolver.Guess);
        foreach (var target in resolver.At(Event, slot, scratch, ref guess))
            if (target.Field == field) return true;
        return false;
    }

    /// <summary>Whether the test holds for the field, its absence included.</summary>
    internal bool Holds(SigmaTest test, string field) => test switch
    {
        SigmaTest.OneOf(var some) => some.Any(t => Holds(t, field)),
        SigmaTest.Null or SigmaTest.Exists { Present: false } => !Has(field),
        _ => TryGet(field, out var value) && tests[test].Holds(value, reader),
    };

    /// <summary>Whether the test holds for some field or the line; where, as path or 'line'.</summary>
    internal bool HoldsAnywhere(SigmaTest test, out string where)
    {
        where = "";
        if (test is SigmaTest.OneOf(var some))
        {
            foreach (var one in some)
                if (HoldsAnywhere(one, out where)) return true;
            return false;
        }

        if (!reader.Finds(tests[test], out var slot)) return false;
        where = slot < 0 ? "line" : Texts.Of(Event.NameAt(slot), Texts.ShownBytes);
        return true;
    }

    private void Learn(SigmaDetection leaf)
    {
        if (leaf is SigmaDetection.Field named) fields.Add(named.Name);
        var asked = leaf switch
        {
            SigmaDetection.Field field => field.Tests,
            SigmaDetection.Keywords words => words.Tests,
            _ => throw new InvalidOperationException($"Unknown leaf {leaf.GetType()}."),
        };
        foreach (var test in asked) Learn(test);
    }

    private void Learn(SigmaTest test)
    {
        if (test is SigmaTest.OneOf(var some))
        {
            foreach (var one in some) Learn(one);
        }
        else if (test is not (SigmaTest.Null or SigmaTest.Exists { Present: false }))
        {
            tests[test] = predicates.Test(test);
        }
    }
}
