namespace Ward.Standards.Sigma.Linting;

/// <summary>The table of everything that the linter looks for.</summary>
public static class LintCodes
{
    private static readonly Dictionary<SigmaFault, LintCode> ByFault = [];

    public static readonly LintCode Field = Refusal(SigmaFault.Field, 1, "a field of the document is missing or not as Sigma has it", "write what is expected");
    public static readonly LintCode Yaml = Refusal(SigmaFault.Yaml, 2, "the document is not plain YAML", "mend the syntax; write values instead of aliases");
    public static readonly LintCode LogSource = Refusal(SigmaFault.LogSource, 3, "the log source is missing", "add a logsource with category, product or service");
    public static readonly LintCode Modifier = Refusal(SigmaFault.Modifier, 4, "a modifier is unknown, or does not go with those before it", "write the modifiers in the order in which they work");
    public static readonly LintCode Value = Refusal(SigmaFault.Value, 5, "a value does not fit its modifiers", "write what is expected");
    public static readonly LintCode Expression = Refusal(SigmaFault.Expression, 6, "a regular expression is not well-formed, or cannot be searched in linear time", "mend the expression; write it without look-around, back-references and atomic groups");
    public static readonly LintCode Condition = Refusal(SigmaFault.Condition, 7, "the condition cannot be read", "use selection names, and, or, not, N of, all of and parentheses");
    public static readonly LintCode Aggregation = Refusal(SigmaFault.Aggregation, 8, "an aggregation of Sigma 1", "write a correlation document (event_count, value_count, temporal)");
    public static readonly LintCode Correlation = Refusal(SigmaFault.Correlation, 9, "a correlation cannot be kept", "write what is expected");
    public static readonly LintCode Filter = Refusal(SigmaFault.Filter, 10, "a filter does not reach a rule", "name a rule that is loaded and whose log source fits");
    public static readonly LintCode Placeholder = Refusal(SigmaFault.Placeholder, 11, "a placeholder has no value, or one that does not fit", "give it values in the configuration");
    public static readonly LintCode Pipeline = Refusal(SigmaFault.Pipeline, 12, "a pipeline is not understood, or refuses the rule", "mend the pipeline, or leave the rule out");
    public static readonly LintCode Duplicate = Refusal(SigmaFault.Duplicate, 13, "another document has this id or name", "give it an id of its own");
    public static readonly LintCode Reference = Refusal(SigmaFault.Reference, 14, "a rule is named that is not there", "load that rule too, or mend the name");
    public static readonly LintCode Unsupported = Refusal(SigmaFault.Status, 15, "the rule says that it cannot be used", "mend it and change its status");

    public static readonly LintCode NoId = Advice(101, "the rule has no id", "add a random UUID: findings, filters and counts hold on to it");
    public static readonly LintCode NotUuid = Advice(102, "the id is no UUID", "use a random UUID");
    public static readonly LintCode NoLevel = Advice(103, "the rule has no level and is taken as medium", "add a level");
    public static readonly LintCode NoStatus = Advice(104, "the rule has no status", "add a status");
    public static readonly LintCode NoTags = Advice(105, "the rule has no tags, so nothing is known of the technique", "add ATT&CK tags such as attack.t1110.001");
    public static readonly LintCode BadDate = Advice(106, "a date is not yyyy-MM-dd", "write yyyy-MM-dd");
    public static readonly LintCode Misspelt = Warning(107, "an unknown field looks like a known one, and is not looked at", "mend the name");
    public static readonly LintCode BadRelation = Advice(108, "the type of a relation is unknown", "use derived, obsolete, merged, renamed or similar");
    public static readonly LintCode Deprecated = Warning(109, "the rule says that it is replaced by another", "load the other one instead");
    public static readonly LintCode BadTag = Advice(110, "a tag has no namespace, or other than letters, digits, dots, hyphens and underscores", "write namespace.name");
    public static readonly LintCode EveryLogSource = Warning(111, "the log source states nothing, so every event is looked at", "state category, product or service");
    public static readonly LintCode NotAttack = Advice(112, "a tag of ATT&CK names no tactic and is no id", "write a tactic with hyphens, as in attack.impair-process-control, or an id, as in attack.t0836");

    public static readonly LintCode NobodyAnswers = Advice(113, "the filter names nobody who answers for it", "add an author");
    public static readonly LintCode NoEnd = Advice(114, "the filter has no end", "add ward: {until: yyyy-MM-dd}");
    public static readonly LintCode OtherTaxonomy = Warning(115, "the rule is written in another taxonomy, for which there is no mapping: its fields are looked for as they are written", "map the fields with a pipeline, or write Sigma's names");
    public static readonly LintCode OldTag = Advice(116, "a tag has a form or name that ATT&CK no longer uses", "write the tactic's name of today");

    public static readonly LintCode Unused = Warning(201, "a selection is in no condition", "use it, or take it out");
    public static readonly LintCode LoneAll = Warning(202, "all with a single value does nothing", "take all away, or add a value");
    public static readonly LintCode NeverAll = Warning(203, "a field cannot be equal to several values at once", "add contains, startswith or endswith, or take all away");
    public static readonly LintCode AllOfThem = Advice(205, "'all of them' leaves no room for filters", "use 'all of' with a pattern of names");
    public static readonly LintCode MatchesAll = Warning(207, "the value fits everything", "use exists, or take it out");
    public static readonly LintCode Repeated = Advice(208, "a value stands twice", "take one away");

    public static readonly LintCode UnusedAlias = Warning(209, "an alias is no field of the correlation", "group by it, count it, or take it out");
    public static readonly LintCode AliasOfNone = Warning(210, "an alias names a rule at which the correlation does not look", "name one of its rules, or take it out");
    public static readonly LintCode OneGroup = Advice(211, "the correlation groups by nothing, so what its rules see together need have nothing in common", "add group-by where one source, host or login is meant");

    /// <summary>All of them, in the order of their codes.</summary>
    public static IReadOnlyList<LintCode> All { get; } =
    [
        Field, Yaml, LogSource, Modifier, Value, Expression, Condition, Aggregation, Correlation, Filter, Placeholder, Pipeline, Duplicate, Reference, Unsupported,
        NoId, NotUuid, NoLevel, NoStatus, NoTags, BadDate, Misspelt, BadRelation, Deprecated, BadTag, EveryLogSource, NotAttack, NobodyAnswers, NoEnd, OtherTaxonomy, OldTag,
        Unused, LoneAll, NeverAll, AllOfThem, MatchesAll, Repeated, UnusedAlias, AliasOfNone, OneGroup,
    ];

    /// <summary>A refusal as the linter tells it.</summary>
    public static LintFinding Of(SigmaError error)
    {
        var code = ByFault[error.Fault];
        return new LintFinding(code, error.File, error.Line, error.Column, error.Field, error.Reason, code.Fix);
    }

    private static LintCode Refusal(SigmaFault fault, int number, string message, string fix) => ByFault[fault] = new LintCode($"WS{number:000}", LintSeverity.Error, message, fix);

    private static LintCode Warning(int number, string message, string fix) => new($"WS{number:000}", LintSeverity.Warning, message, fix);

    private static LintCode Advice(int number, string message, string fix) => new($"WS{number:000}", LintSeverity.Advice, message, fix);
}
