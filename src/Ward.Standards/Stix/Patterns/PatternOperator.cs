namespace Ward.Standards.Stix.Patterns;

/// <summary>The comparison operators (STIX 2.1, 9.6).</summary>
public enum PatternOperator
{
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
    In,
    Like,
    Matches,
    IsSubset,
    IsSuperset,
}
