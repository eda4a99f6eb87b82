using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Ward.Standards.Ocsf;

namespace Ward.Standards.Tests.Ocsf;

public sealed class OcsfValidatorTests
{
    private const string Valid = """
        {"class_uid":3002,"category_uid":3,"activity_id":1,"activity_name":"Logon","type_uid":300201,"time":1772362800123,"severity_id":1,"severity":"Informational",
         "status_id":2,"user":{"name":"root"},"dst_endpoint":{"ip":"192.0.2.1","port":22},"src_endpoint":{"ip":"2001:db8::1","mac":"00:00:5E:00:53:01"},
         "metadata":{"version":"1.9.0-dev","product":{"name":"OpenSSH"},"profiles":["host","datetime"]},"device":{"type_id":0,"hostname":"gate"},
         "time_dt":"2026-03-01T11:00:00.123Z","unmapped":{"anything":[1,{"at":"all"}]},"auth_protocol":null}
        """;

    private static readonly OcsfValidator Validator = new(OcsfSchema.Current);

    [Fact]
    public void ADocumentThatKeepsTheSchemaHasNoProblem() => Assert.Empty(Check(Valid));

    [Theory]
    [InlineData("x", "1", OcsfProblemKind.UnknownAttribute, "x", "attribute of authentication", "1")]
    [InlineData("user", "null", OcsfProblemKind.MissingRequired, "user", "user", "nothing")]
    [InlineData("user", "\"root\"", OcsfProblemKind.WrongType, "user", "object (user)", "\"root\"")]
    [InlineData("user", "{}", OcsfProblemKind.Constraint, "user", "at least one of account, name, uid", "0")]
    [InlineData("user", "{\"name\":\"a\",\"nick\":\"b\"}", OcsfProblemKind.UnknownAttribute, "user.nick", "attribute of user", "\"b\"")]
    [InlineData("user", "{\"name\":7}", OcsfProblemKind.WrongType, "user.name", "text (username_t)", "7")]
    [InlineData("user", "{\"name\":\"a\",\"groups\":{\"name\":\"x\"}}", OcsfProblemKind.WrongType, "user.groups", "array of group", "an object")]
    [InlineData("user", "{\"name\":\"a\",\"groups\":[{\"name\":\"x\"},{\"uid\":1}]}", OcsfProblemKind.WrongType, "user.groups[1].uid", "text (string_t)", "1")]
    [InlineData("dst_endpoint", "null", OcsfProblemKind.Constraint, "", "at least one of service, dst_endpoint", "0")]
    [InlineData("dst_endpoint", "{\"ip\":\"192.0.2.1\",\"port\":65536}", OcsfProblemKind.OutOfRange, "dst_endpoint.port", "0 to 65535", "65536")]
    [InlineData("dst_endpoint", "{\"ip\":\"192.0.2.1\",\"port\":\"22\"}", OcsfProblemKind.WrongType, "dst_endpoint.port", "whole number (port_t)", "\"22\"")]
    [InlineData("dst_endpoint", "{\"ip\":\"192.0.2.1\",\"port\":2.5}", OcsfProblemKind.WrongType, "dst_endpoint.port", "whole number (port_t)", "2.5")]
    [InlineData("src_endpoint", "{\"ip\":\"not an address\"}", OcsfProblemKind.WrongForm, "src_endpoint.ip", "form of ip_t", "not an address")]
    [InlineData("src_endpoint", "{\"ip\":\"192.0.2.1\\n\"}", OcsfProblemKind.WrongForm, "src_endpoint.mac", "form of mac_t", "\\n")]
    [InlineData("src_endpoint", "{\"ip\":\"1234567890123456789012345678901234567890123\"}", OcsfProblemKind.TooLong, "src_endpoint.ip", "at most 40", "1234")]
    [InlineData("severity_id", "42", OcsfProblemKind.OutsideEnum, "severity_id", "value of severity_id: 0, 1, 2", "42")]
    [InlineData("severity_id", "2", OcsfProblemKind.OtherCaption, "severity", "\"Low\"", "Informational")]
    [InlineData("type_uid", "300202", OcsfProblemKind.WrongTypeUid, "type_uid", "300201", "300202")]
    [InlineData("class_uid", "3999", OcsfProblemKind.UnknownClass, "class_uid", "a class of OCSF", "3999")]
    [InlineData("class_uid", "\"3002\"", OcsfProblemKind.WrongType, "class_uid", "whole number", "3002")]
    [InlineData("class_uid", "null", OcsfProblemKind.MissingRequired, "class_uid", "class_uid", "nothing")]
    [InlineData("cloud", "{\"provider\":\"x\"}", OcsfProblemKind.ProfileNotApplied, "cloud", "name cloud", "an object")]
    [InlineData("is_remote", "\"true\"", OcsfProblemKind.WrongType, "is_remote", "true or false", "\"true\"")]
    [InlineData("metadata", "{\"version\":\"1.9.0-dev\",\"product\":{\"name\":\"p\"},\"profiles\":[\"host\",\"datetime\",\"ghost\"]}", OcsfProblemKind.UnknownProfile, "metadata.profiles[2]", "a profile", "ghost")]
    [InlineData("metadata", "{\"version\":\"1.1.0\",\"product\":{\"name\":\"p\"},\"profiles\":[\"host\",\"datetime\"]}", OcsfProblemKind.OtherVersion, "metadata.version", "1.9.0-dev", "1.1.0")]
    public void AProblemNamesPathExpectedAndFound(string member, string value, OcsfProblemKind kind, string path, string expected, string found)
    {
        if (path == "src_endpoint.mac") (member, value) = ("src_endpoint", "{\"ip\":\"192.0.2.1\",\"mac\":\"00:00:5E:00:53:01\\n\"}");
        var problem = Assert.Single(Check(With(member, value)));

        Assert.Equal((kind, path), (problem.Kind, problem.Path));
        Assert.Contains(expected, problem.Expected, StringComparison.Ordinal);
        Assert.Contains(found, problem.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void AdviceIsNoError()
    {
        Assert.False(Assert.Single(Check(With("severity", "\"Grave\""))).IsError);
        Assert.True(Assert.Single(Check(With("x", "1"))).IsError);
    }

    [Fact]
    public void AdviceTakesNoErrorsPlaceWhereErrorsAloneAreAskedFor()
    {
        var document = Encoding.UTF8.GetBytes(Valid.Replace("\"type_id\":0", "\"type_id\":0,\"type\":\"Grave\"", StringComparison.Ordinal).TrimEnd()[..^1] + ",\"x\":1}");

        Assert.Equal("device.type", Assert.Single(new OcsfValidator(OcsfSchema.Current) { MostProblems = 1 }.Validate(document)).Path);
        Assert.Equal("x", Assert.Single(new OcsfValidator(OcsfSchema.Current) { MostProblems = 1, ErrorsOnly = true }.Validate(document)).Path);
    }

    [Fact]
    public void AProfileThatIsAppliedAsksForItsRequiredAttributes()
    {
        var problems = Check(With("metadata", """{"version":"1.9.0-dev","product":{"name":"p"},"profiles":["host","datetime","osint"]}"""));

        Assert.Equal((OcsfProblemKind.MissingRequired, "osint"), (Assert.Single(problems).Kind, problems[0].Path));
    }

    [Fact]
    public void JustOneIsNeitherNoneNorTwo()
    {
        const string Head = """{"class_uid":2002,"category_uid":2,"activity_id":1,"type_uid":200201,"time":1,"severity_id":0,"metadata":{"version":"1.9.0-dev","product":{"name":"p"}},"finding_info":{"uid":"u"},"vulnerabilities":[""";

        Assert.DoesNotContain(Check(Head + """{"cve":{"uid":"CVE-2024-3094"}}]}"""), p => p.Kind == OcsfProblemKind.Constraint);
        Assert.Equal("vulnerabilities[0]", Assert.Single(Check(Head + """{"title":"t"}]}"""), p => p.Kind == OcsfProblemKind.Constraint).Path);
        Assert.Equal("2", Assert.Single(Check(Head + """{"cve":{"uid":"CVE-2024-3094"},"advisory":{"uid":"a"}}]}"""), p => p.Kind == OcsfProblemKind.Constraint).Found);
    }

    [Fact]
    public void ADoubledMemberIsSeen() => Assert.Equal(OcsfProblemKind.Doubled, Assert.Single(Check(Valid.Replace("\"status_id\":2", "\"status_id\":2,\"status_id\":1", StringComparison.Ordinal))).Kind);

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{\"class_uid\":")]
    [InlineData("7")]
    public void WhatIsNoObjectIsOneProblem(string text) => Assert.Equal(OcsfProblemKind.NotJson, Assert.Single(Check(text)).Kind);

    [Fact]
    public void ProblemsEndAtTheNumberAskedFor()
    {
        var many = Valid.Insert(1, string.Concat(Enumerable.Range(0, 1000).Select(i => $"\"x{i}\":1,")));

        Assert.Equal(10, new OcsfValidator(OcsfSchema.Current) { MostProblems = 10 }.Validate(Encoding.UTF8.GetBytes(many)).Count);
    }

    [Fact]
    public void HostileNamesAreShownSafely()
    {
        var problem = Assert.Single(Check(With("a\u001b[31m\u202e", "\"\\u0007\"")));

        Assert.Equal("a\\u001B[31m\\u202E", problem.Path);
        Assert.Equal("\"\\u0007\"", problem.Found);
    }

    [Fact]
    public void HalfASurrogateIsAProblemAndNoException() =>
        Assert.Contains(Check(With("user", "{\"name\":\"x\"}").Replace("\"x\"", "\"\\ud800\"", StringComparison.Ordinal)), p => p.Path == "user.name");

    [Fact]
    public void AnyBytesGiveProblemsAndNeverAnException() =>
        Gen.Byte.Array[0, 400].Sample(bytes => Assert.NotEmpty(Validator.Validate(bytes)), iter: 2000);

    [Fact]
    public void ADocumentWithOneMemberChangedGivesNoException()
    {
        var names = ((JsonObject)JsonNode.Parse(Valid)!).Select(m => m.Key).ToArray();
        string[] values = ["null", "1", "-1", "1e400", "9223372036854775808", "\"\"", "true", "[]", "[[]]", "{}", "[{}]", "[null]", "{\"a\":{\"b\":[]}}"];

        Gen.Select(OneOf(names), OneOf(values)).Sample((name, value) => Assert.All(Check(With(name, value)), p => Assert.NotEmpty(p.Expected)), iter: 500);
    }

    [Fact]
    public void ADocumentGrownFromTheSchemaIsValid() =>
        Gen.Select(OneOf(OcsfSchema.Current.Classes.ToArray()), Gen.Int[0, 1_000_000]).Sample((c, seed) =>
        {
            var document = new GrownDocument(OcsfSchema.Current, seed).Grow(c);
            Assert.DoesNotContain(Validator.Validate(Encoding.UTF8.GetBytes(document.ToJsonString())), p => p.IsError);
        }, iter: 400);

    [Fact]
    public void ADocumentGrownFromTheSchemaThatLosesARequiredAttributeIsNot() =>
        Gen.Select(OneOf(OcsfSchema.Current.Classes.ToArray()), Gen.Int[0, 1_000_000]).Sample((c, seed) =>
        {
            var document = new GrownDocument(OcsfSchema.Current, seed).Grow(c);
            var lost = c.Attributes.Values.Where(a => a.Requirement == OcsfRequirement.Required && a.Profiles.Count == 0 && a.Name != "class_uid").ElementAt(seed % 4);
            document.Remove(lost.Name);
            Assert.Contains(Validator.Validate(Encoding.UTF8.GetBytes(document.ToJsonString())), p => p.Kind == OcsfProblemKind.MissingRequired && p.Path == lost.Name);
        }, iter: 200);

    private static Gen<T> OneOf<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static IReadOnlyList<OcsfProblem> Check(string document) => Validator.Validate(Encoding.UTF8.GetBytes(document));

    private static string With(string member, string value)
    {
        var document = (JsonObject)JsonNode.Parse(Valid)!;
        document[member] = value is "1e400" or "9223372036854775808" ? null : JsonNode.Parse(value);
        return document.ToJsonString(new JsonSerializerOptions { WriteIndented = false });
    }
}
