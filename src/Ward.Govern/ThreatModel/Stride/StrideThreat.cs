namespace Ward.Govern.ThreatModel.Stride;

/// <summary>One category of threat at one element of a city.</summary>
/// <param name="Element">The element's kind and id: asset:bastion, flow:citizens-pay, service:water, account:netops, conduit:dmz -> data, zone:internet.</param>
/// <param name="Because">What stands against it, or what leaves it open; never empty.</param>
/// <param name="Severity">What it would cost, by what the element is worth to the city's services; says nothing of a guarded one.</param>
public sealed record StrideThreat(string Element, StrideElement Kind, StrideCategory Category, StrideState State, IReadOnlyList<string> Because, Severity Severity)
{
    /// <summary>The element as people call it; its kind and id where it has no name.</summary>
    public string Name { get; init; } = Element;

    /// <summary>What leaves it open, one thing each (a weakness, a port, an account, a zone), sorted; empty exactly where it is not open.</summary>
    public IReadOnlyList<string> Grounds { get; init; } = [];

    /// <summary>An open threat as a risk for the register.</summary>
    public Finding AsFinding() => new($"stride-{Word}@{Element}", $"stride-{Word}", $"{char.ToUpperInvariant(Word[0])}{Word[1..].Replace('-', ' ')} at {Name}: {string.Join("; ", Because)}", Likelihood.Unlikely, RiskImpact.Low, BreachProbability.Possible, [], [Element[(Element.IndexOf(':', StringComparison.Ordinal) + 1)..]])
    {
        Severity = Severity, Grounds = Grounds,
    };

    private string Word => string.Concat(Category.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}
