using System.Net;

namespace Ward.Ingest.Search.Language;

/// <summary>What must be true of an event.</summary>
public abstract record Condition
{
    private Condition() { }

    /// <summary>How strongly a condition holds its parts together, for brackets in print.</summary>
    internal enum Binding { Or, And, Not }

    /// <summary>True of every event.</summary>
    public sealed record Any : Condition;

    /// <param name="Parts">Two or more.</param>
    public sealed record All(Sequence<Condition> Parts) : Condition;

    /// <param name="Parts">Two or more.</param>
    public sealed record OneOf(Sequence<Condition> Parts) : Condition;

    public sealed record Not(Condition Inner) : Condition;

    /// <summary>
    /// The raw line contains the text, without regard to case. An end that is not open must not stand within a word:
    /// "min" is not in "admin", but *min is.
    /// </summary>
    public sealed record Text(string Value, bool OpenStart, bool OpenEnd) : Condition;

    /// <summary>The event has the field and its value passes.</summary>
    public sealed record Field(FieldName Name, ValueTest Test) : Condition;

    /// <summary>Any address of the event (source, destination, device) lies in one of the networks.</summary>
    public sealed record Address(Sequence<IPNetwork> Networks) : Condition;

    public sealed override string ToString() => Print(Binding.Or);

    internal string Print(Binding around)
    {
        var (text, own) = this switch
        {
            Any => ("*", Binding.Not),
            All all => (string.Join(' ', all.Parts.Select(p => p.Print(Binding.Not))), Binding.And),
            OneOf one => (string.Join(" OR ", one.Parts.Select(p => p.Print(Binding.And))), Binding.Or),
            Not not => ("NOT " + not.Inner.Print(Binding.Not), Binding.Not),
            Text free => ($"{(free.OpenStart ? "*" : "")}{Words.Quote(free.Value)}{(free.OpenEnd ? "*" : "")}", Binding.Not),
            Field field => (field.Name + field.Test.Print(), Binding.Not),
            Address address => ($"cidr({string.Join(", ", address.Networks)})", Binding.Not),
            _ => throw new InvalidOperationException($"Unknown condition {GetType().Name}."),
        };
        return own < around ? $"({text})" : text;
    }
}
