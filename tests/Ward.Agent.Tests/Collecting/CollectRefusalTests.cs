using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ward.Agent.Tests.Rigs;
using Ward.City;
using Ward.Respond.Execution;
using Ward.Standards.OpenC2.Profiles;
using Ward.Trust.Certificates;

namespace Ward.Agent.Tests.Collecting;

/// <summary>Whoever may not take what is collected gets nothing, and makes the agent forget nothing.</summary>
public sealed class CollectRefusalTests(CollectingAgent rig) : IClassFixture<CollectingAgent>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task NoCertificateGetsNothing() => NoAnswer(null);

    [Fact]
    public async Task TheCertificateOfAnotherCityGetsNothing()
    {
        using var other = new Server();
        using var theirs = other.Authority.Client(CertificateRole.Producer);
        await NoAnswer(theirs);
    }

    [Fact]
    public async Task TheCertificateOfAnAgentGetsNothing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        using var bare = rig.Server.Authority.SignAgent(request, "another agent")!;
        using var agent = bare.CopyWithPrivateKey(key);
        await NoAnswer(agent);
    }

    [Fact]
    public async Task TheKillSwitchsCertificateTakesNothingAndAcknowledgesNothing()
    {
        using var producer = rig.Producer();
        var (_, stream, before) = await CollectingAgent.Ask(producer, CollectingAgent.From("", 0));
        Assert.NotEmpty(before);
        using var release = rig.Server.Authority.Client(CertificateRole.Release);
        using var client = rig.Client(release);
        Assert.Equal(403, (await CollectingAgent.Ask(client, CollectingAgent.From(stream, 1_000_000))).Status);
        Assert.Equal(before, (await CollectingAgent.Ask(producer, CollectingAgent.From("", 0))).Lines[..before.Count]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"stream":7,"after":0,"most":1,"wait_ms":0}""")]
    [InlineData("""{"stream":"\ud800","after":0,"most":1,"wait_ms":0}""")]
    [InlineData("""{"stream":"","after":-1,"most":1,"wait_ms":0}""")]
    [InlineData("""{"stream":"","after":9223372036854775807,"most":1,"wait_ms":0}""")]
    [InlineData("""{"stream":"","after":0.5,"most":1,"wait_ms":0}""")]
    [InlineData("""{"stream":"","after":0,"most":0,"wait_ms":0}""")]
    [InlineData("""{"stream":"","after":0,"most":10001,"wait_ms":0}""")]
    [InlineData("""{"stream":"","after":0,"most":1,"wait_ms":60001}""")]
    public async Task AQuestionThatIsNoneIsRefused(string body)
    {
        using var client = rig.Producer();
        Assert.Equal(400, await Post(client, body));
    }

    [Fact]
    public async Task AQuestionThatIsTooLargeIsRefused()
    {
        using var client = rig.Producer();
        Assert.Equal(400, await Post(client, $$"""{"stream":"{{new string('s', 4096)}}","after":0,"most":1,"wait_ms":0}"""));
    }

    [Fact]
    public async Task OnlyAPostIsAnswered()
    {
        using var client = rig.Producer();
        using var answer = await client.GetAsync(new Uri(WardProfile.CollectPath, UriKind.Relative), Stop);
        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Fact]
    public async Task MoreThanFourAtOnceAreToldSo()
    {
        using var client = rig.Producer();
        var (_, stream, lines) = await CollectingAgent.Ask(client, CollectingAgent.From("", 0, 10_000));
        var waiting = CollectingAgent.From(stream, lines[^1].Number, 10, wait: 3);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => CollectingAgent.Ask(client, waiting)));
        Assert.Equal(4, answers.Count(a => a.Status == 200));
        Assert.Equal(8, answers.Count(a => a.Status == 503));
    }

    /// <summary>The same question again, an older one, one of another stream, and one from the future: nothing comes twice under another number, nothing is skipped.</summary>
    [Fact]
    public async Task QuestionsOutOfOrderAndAgainGetTheSameNumbersForTheSameLines()
    {
        using var client = rig.Producer();
        await File.AppendAllLinesAsync(rig.Log, Enumerable.Range(0, 20).Select(i => $"order {i}"), Stop);
        List<(long Number, string Text)> lines = [];
        var stream = "";
        for (var i = 0; i < 100 && lines.Count(l => l.Text.StartsWith("order", StringComparison.Ordinal)) < 20; i++)
        {
            (_, stream, lines) = await CollectingAgent.Ask(client, CollectingAgent.From("", 0, 10_000));
            await Task.Delay(100, Stop);
        }

        var texts = lines.ToDictionary(l => l.Number, l => l.Text);
        var middle = lines.First(l => l.Text == "order 9").Number;
        var rest = await Numbers(CollectingAgent.From(stream, middle));
        Assert.Equal(rest, await Numbers(CollectingAgent.From(stream, middle)));
        Assert.Equal(lines.Where(l => l.Number > middle).Select(l => l.Number), rest);
        // An older number than was acknowledged already: what is left, in order, under the numbers that it always had.
        var older = await CollectingAgent.Ask(client, CollectingAgent.From(stream, middle - 3));
        Assert.All(older.Lines, l => Assert.Equal(texts[l.Number], l.Text));
        Assert.Equal(older.Lines.Select(l => l.Number).Order(), older.Lines.Select(l => l.Number));
        // Another stream acknowledges nothing, whatever number it names.
        Assert.Equal(rest, (await Numbers(CollectingAgent.From("0123456789abcdef", 1_000_000))).Where(n => n > middle));

        async Task<List<long>> Numbers(Standards.OpenC2.Transfer.CollectRequest asked) => [.. (await CollectingAgent.Ask(client, asked)).Lines.Select(l => l.Number)];
    }

    [Fact]
    public async Task AnAgentWithoutElementsIsEnrolledWithNoneAndServesNone()
    {
        var record = Assert.Single(rig.Server.Registry.Agents);
        Assert.Empty(record.Elements);
        await rig.Server.Actuators.LookRound(Stop);
        Assert.Empty(rig.Server.Actuators.Reachable);
        Assert.IsType<ActuatorReport.Refused>(await rig.Server.Actuators.Apply(Actions.Deny("203.0.113.9"), Stop));
        Assert.Null(await rig.Server.Actuators.Held(new ElementId("fw"), Stop));
    }

    private static async Task<int> Post(HttpClient client, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var answer = await client.PostAsync(new Uri(WardProfile.CollectPath, UriKind.Relative), content, Stop);
        return (int)answer.StatusCode;
    }

    private async Task NoAnswer(X509Certificate2? certificate)
    {
        using var client = rig.Client(certificate);
        await Assert.ThrowsAsync<HttpRequestException>(() => CollectingAgent.Ask(client, CollectingAgent.From("", 0)));
    }
}
