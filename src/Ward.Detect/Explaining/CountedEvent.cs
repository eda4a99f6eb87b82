namespace Ward.Detect.Explaining;

/// <summary>One event for one of the detection rules at which a correlation looks.</summary>
/// <param name="Number">Among the events given, from 1.</param>
/// <param name="Group">The fields by which it groups, in their order.</param>
/// <param name="Values">The fields whose values it counts or measures.</param>
public sealed record CountedEvent(int Number, RuleExplanation Rule, IReadOnlyList<KeyPart> Group, IReadOnlyList<KeyPart> Values)
{
    /// <summary>True where the correlation takes the event in: the rule matches and no field that it needs is missing.</summary>
    public bool Counts => Rule.Matches && Group.All(p => p.Value is not null) && Values.All(p => p.Value is not null);
}
