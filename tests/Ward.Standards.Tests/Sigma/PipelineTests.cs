using CsCheck;
using Ward.Standards.Sigma;
using Ward.Standards.Sigma.Pipelines;

namespace Ward.Standards.Tests.Sigma;

public sealed class PipelineTests
{
    private static string File(string item, string rest = "") => $"name: P\n{rest}transformations:\n  - id: it\n    {string.Join("\n    ", item.Split('\n'))}\n";

    private static IReadOnlyList<SigmaPipeline> Read(string text)
    {
        var errors = new List<SigmaError>();
        var pipelines = PipelineParser.Read("p.yml", text, errors);
        Assert.Empty(errors);
        return pipelines;
    }

    private static SigmaRule? Apply(string pipeline, string selection, out List<SigmaError> errors, string rest = "")
    {
        errors = [];
        return SigmaPipeline.Apply(Read(pipeline), Texts.Read(Texts.Rule(selection, rest: rest)), errors);
    }

    [Theory]
    [InlineData("type: field_name_mapping\nmapping: {A: B}", "A: x", "s(B=x) s")]
    [InlineData("type: field_name_mapping\nmapping: {A: [B, C]}", "A: x", "s([B=x | C=x]) s")]
    [InlineData("type: field_name_mapping\nmapping: {A: [B, C]}", "A|neq: x", "s(B!=x, C!=x) s")]
    [InlineData("type: field_name_mapping\nmapping: {A: B}", "Z|fieldref: A", "s(Z=@B) s")]
    [InlineData("type: field_name_prefix_mapping\nmapping: {win.: w_}", "win.A: x", "s(w_A=x) s")]
    [InlineData("type: field_name_prefix\nprefix: p.", "A: x", "s(p.A=x) s")]
    [InlineData("type: field_name_suffix\nsuffix: .k", "A: x", "s(A.k=x) s")]
    [InlineData("type: field_name_prefix\nprefix: p.\nfield_name_conditions:\n  - type: exclude_fields\n    fields: [A]", "A: x\n    B: y", "s(A=x, p.B=y) s")]
    [InlineData("type: field_name_prefix\nprefix: p.\nfield_name_conditions:\n  - type: include_fields\n    mode: re\n    fields: ['A.']", "AB: x\n    A: y", "s(p.AB=x, A=y) s")]
    [InlineData("type: drop_detection_item\nfield_name_conditions:\n  - type: include_fields\n    fields: [A]", "A: x\n    B: y", "s(B=y) s")]
    [InlineData("type: drop_detection_item\ndetection_item_conditions:\n  - type: match_string\n    cond: any\n    pattern: '^x'", "A: x1\n    B: y", "s(B=y) s")]
    [InlineData("type: replace_string\nregex: 'b+'\nreplacement: 'c'", "A: abbd*", "s(A=acd*) s")]
    [InlineData("type: replace_string\nregex: '^(\\w+)\\\\'\nreplacement: '\\1/'", @"A: dir\file", "s(A=dir/file) s")]
    [InlineData("type: replace_string\nregex: 'a'\nreplacement: '*'\nskip_special: true", "A: xa?", @"s(A=x\*?) s")]
    [InlineData("type: replace_string\nregex: 'a'\nreplacement: '*'\nskip_special: true\ninterpret_special: true", "A: xa?", "s(A=x*?) s")]
    [InlineData("type: map_string\nmapping: {x: [y, z]}", "A: [x, q]", "s(A=<y,z>|q) s")]
    [InlineData("type: regex", "A: 'a.b*'", @"s(A=/^a\.b.*\z/) s")]
    [InlineData("type: set_value\nvalue: 7", "A: x", "s(A=7) s")]
    [InlineData("type: set_value\nvalue: null", "A: x", "s(A=null) s")]
    [InlineData("type: case\nmethod: upper", "A: xä", "s(A=XÄ) s")]
    [InlineData("type: convert_type\ntarget_type: num", "A: 17", "s(A=17) s")]
    [InlineData("type: hashes_fields\nvalid_hash_algos: [MD5, SHA1]\nfield_prefix: File", "Hashes|contains: ['MD5=aa', 'SHA1=bb']", "s([FileMD5=aa | FileSHA1=bb]) s")]
    [InlineData("type: wildcard_placeholders", "A|expand: 'x%p%'", "s(A=x*) s")]
    [InlineData("type: add_condition\nconditions: {Index: '$product-$category'}\ntemplate: true\nname: extra", "A: x", "s(A=x) extra(Index=windows-) (extra and s)")]
    [InlineData("type: add_condition\nconditions: {Index: [a, b]}\nnegated: true\nname: s", "A: x", "s(A=x) s_(Index=a|b) (not s_ and s)")]
    [InlineData("type: nest\nitems:\n  - type: field_name_prefix\n    prefix: a\n  - type: field_name_prefix\n    prefix: b", "A: x", "s(baA=x) s")]
    [InlineData("type: field_name_prefix\nprefix: p.\nrule_conditions:\n  - type: logsource\n    product: linux", "A: x", "s(A=x) s")]
    [InlineData("type: field_name_prefix\nprefix: p.\nrule_cond_op: or\nrule_conditions:\n  - type: logsource\n    product: linux\n  - type: contains_field\n    field: A", "A: x", "s(p.A=x) s")]
    [InlineData("type: field_name_prefix\nprefix: p.\nrule_cond_not: true\nrule_conditions:\n  - type: tag\n    tag: attack.t1", "A: x", "s(p.A=x) s")]
    [InlineData("type: field_name_prefix\nprefix: p.\nrule_cond_expr: a and not b\nrule_conditions:\n  a:\n    type: rule_attribute\n    attribute: level\n    op: gte\n    value: high\n  b:\n    type: is_sigma_correlation_rule", "A: x", "s(p.A=x) s")]
    public void ATransformationMakesARuleOver(string item, string selection, string shape)
    {
        var rule = Apply(File(item), selection, out var errors, "level: high\n");

        Assert.Empty(errors);
        Assert.Equal(shape, Texts.Shape(rule!));
    }

    [Fact]
    public void PipelinesRunInTheOrderOfTheirPrioritiesAndRememberWhatWasApplied()
    {
        var late = File("type: field_name_suffix\nsuffix: .late\nrule_conditions:\n  - type: processing_item_applied\n    processing_item_id: early\n  - type: processing_state\n    key: k\n    val: v", "priority: 20\n");
        var early = "name: E\npriority: 10\ntransformations:\n  - id: early\n    type: set_state\n    key: k\n    val: v\n";
        var errors = new List<SigmaError>();

        var rule = SigmaPipeline.Apply([.. Read(late), .. Read(early)], Texts.Read(Texts.Rule("A: x")), errors);

        Assert.Equal("s(A.late=x) s", Texts.Shape(rule!));
    }

    [Fact]
    public void APipelinesVariablesFillPlaceholders() =>
        Assert.Equal("s(A=<u,v>) s", Texts.Shape(Apply("name: P\nvars: {p: [u, v]}\ntransformations:\n  - type: value_placeholders\n", "A|expand: '%p%'", out _)!));

    [Fact]
    public void TheLogSourceAndWhatTheAnalystSeesAreChanged()
    {
        var rule = Apply(File("type: nest\nitems:\n  - type: change_logsource\n    service: s\n  - type: add_field\n    field: F\n  - type: set_custom_attribute\n    attribute: k\n    value: v"), "A: x", out _)!;

        Assert.Equal(new SigmaLogSource("", "", "s"), rule.LogSource);
        Assert.Equal(["F"], rule.Header.Fields);
        Assert.Equal("v", rule.Header.Custom["k"]);
    }

    [Theory]
    [InlineData("type: rule_failure\nmessage: not here", "not here")]
    [InlineData("type: detection_item_failure\nmessage: no A\nfield_name_conditions:\n  - type: include_fields\n    fields: [A]", "no A (A)")]
    [InlineData("type: strict_field_mapping_failure", "a name for each of the fields A")]
    [InlineData("type: drop_detection_item", "something is left")]
    [InlineData("type: value_placeholders", "a variable 'p'")]
    [InlineData("type: convert_type\ntarget_type: num", "a number instead of 'x'")]
    public void ARuleThatAPipelineRefusesSaysWhy(string item, string reason)
    {
        var rule = Apply(File(item), item.Contains("value_placeholders", StringComparison.Ordinal) ? "A|expand: '%p%'" : "A: x", out var errors);

        Assert.Null(rule);
        var error = Assert.Single(errors);
        Assert.Contains(reason, error.Expected, StringComparison.Ordinal);
        Assert.Contains("pipeline 'P', item 'it'", error.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type: field_name_maping", "transformations[0].type", "one of the transformations")]
    [InlineData("type: field_name_prefix\nprefix: x\ncolour: red", "transformations[0].colour", "one of the fields")]
    [InlineData("type: replace_string\nregex: '('\nreplacement: x", "transformations[0].regex", "well-formed")]
    [InlineData("type: drop_detection_item\nrule_conditions:\n  - type: moon", "transformations[0].rule_conditions[0].type", "one of the conditions")]
    [InlineData("type: drop_detection_item\nrule_cond_expr: a or b\nrule_conditions:\n  a: {type: is_sigma_rule}", "transformations[0].rule_cond_expr", "a selection")]
    [InlineData("type: query_expression_placeholders\nexpression: x", "transformations[0].type", "one of the transformations")]
    public void WhatIsNotKnownIsRefusedByName(string item, string field, string expected)
    {
        var errors = new List<SigmaError>();

        Assert.Empty(PipelineParser.Read("p.yml", File(item), errors));

        Assert.Contains(errors, e => e.Field == field && e.Expected.Contains(expected, StringComparison.Ordinal) && e.Line > 3);
    }

    [Fact]
    public void APipelineThatMakesQueriesIsRefused()
    {
        var errors = new List<SigmaError>();

        Assert.Empty(PipelineParser.Read("p.yml", "name: P\nfinalizers:\n  - type: concat\n", errors));

        Assert.Equal("finalizers", Assert.Single(errors).Field);
    }

    [Fact]
    public void NoTextMakesTheParserThrow()
    {
        string[] pieces =
        [
            "name: P\n", "transformations:\n", "  - type: nest\n", "    items:\n", "  - type: regex\n", "    mapping: {a: b}\n", "    rule_conditions:\n", "    - type: logsource\n",
            "  - type: add_condition\n    conditions: {a|re: '('}\n", "vars: {a: [b]}\n", "priority: x\n", "---\n", ":", "[", "]", "{", "}", "\0", "&a", "*a", "    rule_cond_expr: (a\n",
        ];
        Gen.Int[0, pieces.Length - 1].Array[0, 12].Sample(
            choice => { PipelineParser.Read("p.yml", string.Concat(choice.Select(c => pieces[c])), []); }, iter: 3000, threads: 1);
    }
}
