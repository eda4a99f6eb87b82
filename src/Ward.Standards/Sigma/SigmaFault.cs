namespace Ward.Standards.Sigma;

/// <summary>What kind of thing is wrong with a document; the linter gives each a code.</summary>
public enum SigmaFault
{
    Field,
    Yaml,
    LogSource,
    Modifier,
    Value,
    Expression,
    Condition,
    Aggregation,
    Correlation,
    Filter,
    Placeholder,
    Pipeline,
    Duplicate,
    Reference,
    Status,
}
