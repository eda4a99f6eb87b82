using System.Collections.Immutable;

namespace Ward.Standards.Sigma;

/// <summary>What a search identifier asks of an event.</summary>
public abstract record SigmaDetection
{
    private SigmaDetection() { }

    /// <summary>Ids of the pipeline items that have made it what it is.</summary>
    internal ImmutableHashSet<string> Applied { get; init; } = [];

    /// <summary>The fields and keywords of which it is made, in its order.</summary>
    public IEnumerable<SigmaDetection> Leaves() => this switch
    {
        All(var parts) => parts.SelectMany(p => p.Leaves()),
        Any(var parts) => parts.SelectMany(p => p.Leaves()),
        Field or Keywords => [this],
        _ => throw new InvalidOperationException($"Unknown detection {GetType()}."),
    };

    /// <summary>A map: every part holds.</summary>
    public sealed record All(IReadOnlyList<SigmaDetection> Parts) : SigmaDetection;

    /// <summary>A list of maps: one part holds.</summary>
    public sealed record Any(IReadOnlyList<SigmaDetection> Parts) : SigmaDetection;

    /// <summary>A field against its values.</summary>
    /// <param name="Every">True with the modifier <c>all</c>: the field satisfies every test, not just one.</param>
    /// <param name="Negated">True with the modifier <c>neq</c>: holds where the tests do not, an absent field included.</param>
    public sealed record Field(string Name, IReadOnlyList<SigmaTest> Tests, bool Every, bool Negated, int Line) : SigmaDetection
    {
        /// <summary>Column of the name, from 1; 0 where a pipeline made it.</summary>
        public int Column { get; init; }
    }

    /// <summary>Values without a field: looked for anywhere in the event, as parts of what is there.</summary>
    /// <param name="Every">True with <c>'|all'</c>.</param>
    public sealed record Keywords(IReadOnlyList<SigmaTest> Tests, bool Every, int Line) : SigmaDetection
    {
        /// <inheritdoc cref="Field.Column"/>
        public int Column { get; init; }
    }
}
