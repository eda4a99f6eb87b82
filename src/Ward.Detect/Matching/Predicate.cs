namespace Ward.Detect.Matching;

/// <summary>One distinct question about one field, numbered within its set; at most once an event it is answered.</summary>
/// <param name="Field">Field number; <see cref="Anywhere"/> for a keyword.</param>
/// <param name="Literal">Where the field's <see cref="LiteralIndex"/> answers it; null where it is asked when a rule needs it.</param>
/// <param name="Gate">A unit without which it cannot hold; null where it must be asked.</param>
internal sealed record Predicate(int Id, int Field, ValueTest Test, Literal? Literal, Unit? Gate)
{
    /// <summary>Every field and the line itself.</summary>
    internal const int Anywhere = -1;

    internal Witness? Witness =>
        Literal is { } literal ? new Witness(literal.Likelihood, [Id], [])
        : Gate is { } gate ? gate.Witness
        : Field == Anywhere ? null
        : new Witness(0.7, [], [Field]);
}
