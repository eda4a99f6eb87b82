using System.Text;
using Ward.Standards.Sigma;

namespace Ward.Detect.Matching;

/// <summary>Every distinct predicate and unit of a set, numbered; filled while compiling, then only read.</summary>
internal sealed class PredicateTable(FieldTable fields)
{
    private readonly Dictionary<string, Predicate> predicates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Unit> units = new(StringComparer.Ordinal);
    private readonly List<Predicate> all = [];

    internal IReadOnlyList<Predicate> All => all;

    internal int UnitCount => units.Count;

    /// <summary>The unit of a value, or of the values of a list: what stands for several values is taken apart.</summary>
    internal Unit Unit(int field, IEnumerable<SigmaTest> tests)
    {
        var members = tests.SelectMany(Flat).Select(t => Predicate(field, t)).Distinct().ToArray();
        return UnitOf(field, members);
    }

    internal ValueTest Test(SigmaTest test) => test switch
    {
        SigmaTest.Text(var pattern, var cased) => TextTest.For(pattern, cased),
        SigmaTest.Expression(var regex) => new ExpressionTest(regex),
        SigmaTest.Cidr(var network) => new CidrTest(network),
        SigmaTest.Number(var comparison, var value) => new NumberTest(comparison, value),
        SigmaTest.Time(var part, var comparison, var value) => new TimeTest(part, comparison, value),
        SigmaTest.SameAs same => new SameAsTest(fields.Add(same.Field), same.Cased, same.Before, same.After),
        SigmaTest.Exists { Present: true } => TextTest.For(SigmaPattern.Parse("*"), cased: false),
        _ => throw new InvalidOperationException($"No test of a value: {test.GetType()}."),
    };

    private Unit UnitOf(int field, Predicate[] members)
    {
        var key = $"{field}:{string.Join(',', members.Select(m => m.Id).Order())}";
        if (units.TryGetValue(key, out var unit)) return unit;
        return units[key] = new Unit(units.Count, field, members, [.. members.Where(m => m.Literal is null)]);
    }

    private Predicate Predicate(int field, SigmaTest test) => Predicate(field, PredicateKey.Of(test), () => Test(test), test switch
    {
        SigmaTest.Text(var pattern, var cased) => Literal.Of(pattern, cased),
        _ => null,
    }, () => Gate(field, test));

    private Predicate Predicate(int field, string name, Func<ValueTest> test, Literal? literal, Func<Unit?> gate)
    {
        var key = $"{field}:{name}";
        if (predicates.TryGetValue(key, out var known)) return known;
        // The gate's own predicates come first, so that numbers rise from what is needed to what needs it.
        var needed = literal is null ? gate() : null;
        var made = new Predicate(all.Count, field, test(), literal, needed);
        all.Add(made);
        return predicates[key] = made;
    }

    private Unit? Gate(int field, SigmaTest test)
    {
        if (test is SigmaTest.Text(var pattern, _))
        {
            if (Literal.Needed(pattern) is { Length: > 0 } run) return Gate(field, [run]);
            // A letter beyond ASCII folds to none within it, so a value of ASCII alone cannot have one.
            return pattern.Parts.Any(p => p.Kind == SigmaPattern.Kind.Literal && !Ascii.IsValid(p.Text))
                ? UnitOf(field, [Predicate(field, "beyond", () => new BeyondAsciiTest(), Literal.BeyondAscii, () => null)])
                : null;
        }

        return test is SigmaTest.Expression(var regex) && RequiredLiterals.Of(regex) is { } needed ? Gate(field, needed) : null;
    }

    private Unit Gate(int field, IEnumerable<string> needed) =>
        Unit(field, needed.Select(n => new SigmaTest.Text(SigmaPattern.Literal(n).Open(before: true, after: true), Cased: false)));

    private static IEnumerable<SigmaTest> Flat(SigmaTest test) => test is SigmaTest.OneOf(var tests) ? tests.SelectMany(Flat) : [test];
}
