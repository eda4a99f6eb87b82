using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Prescribe.Measures;
using Ward.Respond.Dialogue;
using Ward.Respond.Execution;
using Ward.Respond.Plans;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Transfer;
using Ward.Trust.Certificates;

namespace Ward.Respond.Tests.Dialogue;

/// <summary>Whatever an agent answers, and however, becomes a report; only a proper 'OK' to this very request is success.</summary>
public sealed class OpenC2ActuatorsTests : IDisposable
{
    private static readonly ElementId Firewall = new("fw");
    private static readonly LeasedAction Action = new(new("p/0"), Firewall, new Measure.DenySource(Firewall, IPAddress.Parse("203.0.113.7")),
        new ActionTarget.Source(IPAddress.Parse("203.0.113.7")), "inverse", TimeProvider.System.GetUtcNow().AddMinutes(5), ActionState.Planned, null);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ward-");
    private readonly AgentRegistry registry;
    private readonly CityAuthority authority;
    private readonly OpenC2Actuators hand;

    public OpenC2ActuatorsTests()
    {
        registry = new(new AgentFile(folder.FullName));
        authority = new(new KeyFolder(Path.Combine(folder.FullName, OfflineRelease.TrustFolder)), TimeProvider.System);
        hand = new(registry, authority, _ => [], TimeProvider.System, NullLogger.Instance);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OkIsDone() => Assert.IsType<ActuatorReport.Done>(await Apply((m, _) => FakeAgent.Http(m, new(200, null, null))));

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(501)]
    [InlineData(503)]
    public async Task ARefusalIsARefusalWithItsReason(int status)
    {
        var report = Assert.IsType<ActuatorReport.Refused>(await Apply((m, _) => FakeAgent.Http(m, new(status, "because", null))));
        Assert.Equal((status, "because"), (report.Status, report.Reason));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(102)]
    public async Task AnAgentThatDoesNotKnowLeavesItUnknown(int status) =>
        Assert.IsType<ActuatorReport.Unknown>(await Apply((m, _) => FakeAgent.Http(new OpenC2Message(m.RequestId, null, null, null, new(status, null, null)).Print())));

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("{}")]
    [InlineData("""{"body":{"openc2":{"response":{"status":201}}}}""")]
    [InlineData("""{"headers":{"request_id":"another"},"body":{"openc2":{"response":{"status":200}}}}""")]
    public async Task GarbageIsUnknown(string body) =>
        Assert.IsType<ActuatorReport.Unknown>(await Apply((_, _) => FakeAgent.Http(Encoding.UTF8.GetBytes(body))));

    [Fact]
    public async Task AnAnswerTwiceIsTakenOnce()
    {
        using var agent = new FakeAgent(authority, (m, n) => n == 0 ? [.. FakeAgent.Http(m, new(200, null, null)), .. FakeAgent.Http(m, new(200, null, null))] : FakeAgent.Http(m, new(403, "second", null)));
        registry.Add(agent.Record);
        Assert.IsType<ActuatorReport.Done>(await hand.Apply(Action, Stop));
        // The stray copy must not pass for the answer to the next command.
        Assert.IsType<ActuatorReport.Refused>(await hand.Apply(Action, Stop));
    }

    [Fact]
    public async Task ABrokenConnectionIsTriedOnceMoreUnderTheSameId()
    {
        List<string?> ids = [];
        using var agent = new FakeAgent(authority, (m, n) =>
        {
            lock (ids)
                ids.Add(m.Request!.CommandId);
            return n == 0 ? null : FakeAgent.Http(m, new(200, null, null));
        });
        registry.Add(agent.Record);
        Assert.IsType<ActuatorReport.Done>(await hand.Apply(Action, Stop));
        Assert.All(ids, id => Assert.Equal("p/0", id));
    }

    [Fact]
    public async Task NoAnswerAtAllIsUnknownAfterTheDeadlineAndTheAgentIsNotReachable()
    {
        Assert.IsType<ActuatorReport.Unknown>(await Apply((_, _) => []));
        Assert.Empty(hand.Reachable);
    }

    [Fact]
    public async Task NobodyAtTheAddressIsUnknown()
    {
        var gone = new FakeAgent(authority, (_, _) => null);
        registry.Add(gone.Record);
        gone.Dispose();
        Assert.IsType<ActuatorReport.Unknown>(await hand.Apply(Action, Stop));
    }

    [Fact]
    public async Task AnAgentOfAnotherAuthorityIsNeverSpokenTo()
    {
        using var other = new CityAuthority(new KeyFolder(Path.Combine(folder.FullName, "other")), TimeProvider.System);
        using var agent = new FakeAgent(authority, (m, _) => FakeAgent.Http(m, new(200, null, null)), signer: other);
        registry.Add(agent.Record);
        Assert.IsType<ActuatorReport.Unknown>(await hand.Apply(Action, Stop));
        Assert.Equal(0, agent.Asked);
    }

    [Fact]
    public async Task AnotherAgentOfTheCityDoesNotPassForTheEnrolledOne()
    {
        using var agent = new FakeAgent(authority, (m, _) => FakeAgent.Http(m, new(200, null, null)));
        registry.Add(agent.Record with { Pin = new string('0', 64) });
        Assert.IsType<ActuatorReport.Unknown>(await hand.Apply(Action, Stop));
        Assert.Equal(0, agent.Asked);
    }

    [Fact]
    public async Task AnElementThatNobodyServesIsRefused() =>
        Assert.IsType<ActuatorReport.Refused>(await hand.Apply(Action, Stop));

    [Fact]
    public async Task WithoutAnAnswerNothingIsKnownToBeHeldAndNobodyTestifies()
    {
        using var agent = new FakeAgent(authority, (m, _) => FakeAgent.Http(m, new(200, null, null)));
        registry.Add(agent.Record);
        Assert.Null(await hand.Held(Firewall, Stop));
        Assert.IsType<Testimony.Absent>(await hand.Witness(Action, Stop));
    }

    [Fact]
    public async Task TheCommandCarriesItsIdItsElementAndItsEnd()
    {
        OpenC2Command? seen = null;
        await Apply((m, _) => { seen = m.Request; return FakeAgent.Http(m, new(200, null, null)); });
        Assert.Equal(("p/0", OpenC2Action.Deny, "fw"), (seen!.CommandId, seen.Action, seen.Actuator!.AssetId));
        Assert.Equal(Action.Until.ToUnixTimeMilliseconds(), seen.Args!.StopTime!.Value.ToUnixTimeMilliseconds());
        Assert.InRange(seen.Args.Duration!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void TheRegistryOutlivesTheProcess()
    {
        using var agent = new FakeAgent(authority, (_, _) => null);
        registry.Add(agent.Record);
        var again = new AgentRegistry(new AgentFile(folder.FullName));
        Assert.Equal(agent.Record.Pin, again.ServerOf(Firewall)!.Pin);
        Assert.Equal(agent.Record.Address, again.ServerOf(Firewall)!.Address);
    }

    [Fact]
    public async Task TheKillSwitchReportsEveryAgentAndASilentOneDoesNotHoldUpTheOthers()
    {
        using var good = new FakeAgent(authority, (m, _) => FakeAgent.Http(m, new(200, "all released", null)));
        var gone = new FakeAgent(authority, (_, _) => null);
        registry.Add(good.Record);
        registry.Add(gone.Record with { Elements = [new("other")] });
        gone.Dispose();
        var reports = await OfflineRelease.ReleaseAll(folder.FullName, TimeProvider.System, Stop);
        Assert.IsType<ActuatorReport.Done>(reports.Single(r => r.Agent.Pin == good.Record.Pin).Report);
        Assert.IsType<ActuatorReport.Unknown>(reports.Single(r => r.Agent.Pin != good.Record.Pin).Report);
    }

    public void Dispose()
    {
        hand.Dispose();
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task<ActuatorReport> Apply(Func<OpenC2Message, int, byte[]?> answer)
    {
        using var agent = new FakeAgent(authority, answer);
        registry.Add(agent.Record);
        return await hand.Apply(Action, Stop);
    }
}
