using System.Text;
using CsCheck;
using Ward.Detect.Rules;
using Ward.Detect.Testing;
using Ward.Detect.Tests.Rules;
using Ward.Ingest;

namespace Ward.Detect.Tests.Testing;

[Collection(nameof(Alone))]
public sealed class MutationTests
{
    [Fact]
    public void EveryConditionOfAnAndCarriesAndAFilterCarriesWhatItKeepsOut()
    {
        var (carrying, left) = Samples.Mutate(
            "a:\n  user: root\n  status_id: 1\nb:\n  src_ip|cidr: 10.0.0.0/8\ncondition: a and not b",
            Samples.Test("match", "sshd", Samples.Accepted),
            Samples.Test("none", "sshd", Samples.Accepted.Replace("203.0.113.7", "10.0.0.1", StringComparison.Ordinal)));

        Assert.Equal(["user is \"root\"", "status_id is \"1\""], carrying);
        Assert.Empty(left);
    }

    [Fact]
    public void AConditionThatNoSampleNeedsIsListed()
    {
        var (carrying, left) = Samples.Mutate(
            "a:\n  user: [root, admin]\nb:\n  status_detail|contains: assword\nc:\n  auth_protocol: password\ncondition: a and (b or c)", Samples.Test("match", "sshd", Samples.Accepted));

        Assert.Equal(["user is \"root\""], carrying);
        Assert.Equal(["user is \"admin\"", "status_detail contains \"assword\"", "auth_protocol is \"password\""], left);
    }

    [Theory]
    [InlineData("n|gte: 5", """{"n":"7"}""")]
    [InlineData("n|lt: 5", """{"n":"-2.5"}""")]
    [InlineData("n|re: '^ab+c\\d{2}$'", """{"n":"abbc12"}""")]
    [InlineData("n: null", """{"m":"1"}""")]
    [InlineData("n|exists: true", """{"n":"1"}""")]
    [InlineData("n|exists: false", """{"m":"1"}""")]
    [InlineData("n|neq: x", """{"n":"1"}""")]
    [InlineData("n|neq|startswith: x", """{"m":"1"}""")]
    [InlineData("n|fieldref: m", """{"n":"a1","m":"a1"}""")]
    [InlineData("n|hour|lt: 6", """{"n":"2026-03-01T05:10:00"}""")]
    [InlineData("n|weekday: 1", null)]
    [InlineData("n|base64offset|contains: secret", """{"n":"xxc2VjcmV0"}""")]
    [InlineData("n|windash|contains: ' -enc'", """{"n":"p.exe /enc x"}""")]
    [InlineData("n: ''", """{"n":""}""")]
    [InlineData("n: '*'", """{"n":"a"}""")]
    [InlineData("n|cased|endswith: ABC", """{"n":"xABC"}""")]
    [InlineData("asset: null", """{"m":"1"}""")]
    [InlineData("status_id: 2", """{"status_id":2}""")]
    [InlineData("class_uid: 3002", """{"class_uid":3002}""")]
    public void AnyKindOfConditionCanBeMadeUntrue(string item, string? line)
    {
        var text = Engines.Rule($"s:\n  {item}\ncondition: s");
        if (line is null)
        {
            Assert.NotEmpty(RuleSet.Compile([("r.yml", text)]).Errors);
            return;
        }

        var (carrying, left) = Samples.Mutate($"s:\n  {item}\ncondition: s", Samples.Test("match", "json", line));

        Assert.Single(carrying);
        Assert.Empty(left);
    }

    [Theory]
    [InlineData("local_weekday: sunday")]
    [InlineData("local_weekday: [saturday, sunday]")]
    [InlineData("local_weekday|neq: monday")]
    [InlineData("local_time|hour|gte: 11")]
    public void ADayOrAnHourOfTheCityIsMadeAnother(string item)
    {
        var (carrying, left) = Samples.Mutate($"s:\n  {item}\ncondition: s", Samples.Test("match", "sshd", Samples.Accepted));

        Assert.NotEmpty(carrying);
        Assert.Equal(item.Contains('[', StringComparison.Ordinal) ? 1 : 0, left.Length);
    }

    /// <summary>2026-03-01T11:59:58Z is a Sunday, 12:59:58 in Berlin.</summary>
    [Theory]
    [InlineData("Pacific/Auckland")]
    [InlineData("America/Los_Angeles")]
    public void AChangedLocalTimeIsTheCitysWhereverTheMachineStands(string machine)
    {
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", machine);
            TimeZoneInfo.ClearCachedData();
            var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
            var rule = RuleSet.Compile([("r.yml", Engines.Rule("s:\n  local_time|hour: 12\ncondition: s"))]).Rules[0];
            var e = new Lines().At(0, "x").At(new DateTimeOffset(2026, 3, 1, 11, 59, 58, TimeSpan.Zero)).Event;
            var mutant = new Mutator(rule, berlin).MakeUntrue(e, ConditionItem.Of(rule)[0]);

            Assert.Equal("2026-03-01T13:59:58Z", mutant!.To);
            Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 59, 58, TimeSpan.Zero), mutant.Event.Time);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Fact]
    public void AWordIsTakenOutOfEveryFieldAndTheLine()
    {
        var (carrying, left) = Samples.Mutate("s: [Accepted, nowhere]\ncondition: s", Samples.Test("match", "sshd", Samples.Accepted));

        Assert.Equal(["the word \"Accepted\""], carrying);
        Assert.Equal(["the word \"nowhere\""], left);
    }

    [Fact]
    public void TheConditionsOfCountedRulesCarryACorrelation()
    {
        var mutated = MutationRun.Of(Samples.Run(Engines.Content(), "Password guessing over SSH", Samples.Test("match", "sshd", [.. Enumerable.Repeat(Samples.Failed, 6)])));

        Assert.Contains(mutated.Tests[0].Mutations, m => m.Carries && m.Lines == 6);
    }

    [Fact]
    public void WhatIsMadeUntrueIsUntrueAndTheSampleStaysAsItWas()
    {
        var turned = 0;

        Gen.Select(OracleTests.Rule, Gen.Dictionary(OracleTests.Name, OracleTests.Value)[0, 3], OracleTests.Word).Sample(
            (text, fields, raw) =>
            {
                var rule = RuleSet.Compile([("r.yml", text)]).Rules[0];
                var e = new Lines().At(0, raw);
                foreach (var (name, value) in fields) e.SetUnmapped(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
                var before = Told(e.Event);
                var mutator = new Mutator(rule, TimeZoneInfo.Utc);
                foreach (var item in ConditionItem.Of(rule).Where(i => mutator.IsTrue(e.Event, i)))
                {
                    if (mutator.MakeUntrue(e.Event, item) is not { } mutant) continue;
                    turned++;
                    Assert.False(mutator.IsTrue(mutant.Event, item), $"{item.Words}: {mutant.Path} {mutant.From} -> {mutant.To}\n{text}");
                }

                Assert.Equal(before, Told(e.Event));
            },
            iter: 5000, threads: 1);

        Assert.True(turned > 2000, $"Only {turned} items were turned: the property would prove little.");
    }

    private static string Told(Event e) => string.Join('\n', Enumerable.Range(0, e.FieldCount).Select(s => $"{Encoding.UTF8.GetString(e.NameAt(s))}={Encoding.UTF8.GetString(e.ValueAt(s))}").Append(Encoding.UTF8.GetString(e.Raw.Span)));
}
