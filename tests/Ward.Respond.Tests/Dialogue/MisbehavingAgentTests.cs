using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Prescribe.Measures;
using Ward.Respond.Dialogue;
using Ward.Respond.Execution;
using Ward.Respond.Plans;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Profiles;
using Ward.Standards.OpenC2.Transfer;
using Ward.Trust.Certificates;

namespace Ward.Respond.Tests.Dialogue;

/// <summary>An agent that answers late, in pieces, with what is no answer, or not at all: over the real line, with the deadlines of the hand.</summary>
public sealed class MisbehavingAgentTests : IDisposable
{
    private static readonly ElementId Firewall = new("fw");
    private static readonly LeasedAction Action = new(new("p/0"), Firewall, new Measure.DenySource(Firewall, IPAddress.Parse("203.0.113.7")),
        new ActionTarget.Source(IPAddress.Parse("203.0.113.7")), "inverse", TimeProvider.System.GetUtcNow().AddMinutes(5), ActionState.Sent, null);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ward-");
    private readonly AgentRegistry registry;
    private readonly CityAuthority authority;
    private readonly OpenC2Actuators actuators;
    private readonly Hand hand;

    public MisbehavingAgentTests()
    {
        registry = new(new AgentFile(folder.FullName));
        authority = new(new KeyFolder(Path.Combine(folder.FullName, OfflineRelease.TrustFolder)), TimeProvider.System);
        actuators = new(registry, authority, _ => [], TimeProvider.System, NullLogger.Instance);
        hand = new(actuators, TimeProvider.System, new() { StepDeadline = TimeSpan.FromSeconds(1), Attempts = 2, RetryPause = TimeSpan.Zero }, NullLogger.Instance);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ALateAnswerIsNoAnswerAndTheSameCommandGoesOutAgain()
    {
        using var late = new ManualResetEventSlim();
        List<string?> ids = [];
        using var agent = Agent((m, n) =>
        {
            lock (ids)
                ids.Add(m.Request!.CommandId);
            if (n == 0)
                late.Wait(Stop);
            return FakeAgent.Http(m, n == 0 ? new(403, "late", null) : new(200, $"answer {n}", null));
        });

        Assert.Equal("answer 1", Assert.IsType<ActuatorReport.Done>(await Apply()).Words);
        late.Set();
        // What comes late belongs to a question that nobody asks any more.
        Assert.Equal("answer 2", Assert.IsType<ActuatorReport.Done>(await Apply()).Words);
        Assert.Equal(["p/0", "p/0", "p/0"], ids);
    }

    [Fact]
    public async Task WhoNeverAnswersACommandIsAskedWhatItHolds()
    {
        HashSet<string> asked = [];
        using var agent = Agent((m, _) => Noted(asked, m).Request!.Action == OpenC2Action.Query ? Holding(m, $$"""{"leases":[{"id":"p/0","until":{{Action.Until.ToUnixTimeMilliseconds()}}}]}""") : []);
        Assert.Contains("holds it", Assert.IsType<ActuatorReport.Done>(await Apply()).Words, StringComparison.Ordinal);
        // Twice the command, once the question. A pooled connection that is found closed makes the transport itself repeat a request, under its own id.
        lock (asked) Assert.Equal(3, asked.Count);
    }

    [Fact]
    public async Task WhoNeverAnswersAndHoldsNothingLeavesItUnknown()
    {
        using var agent = Agent((m, _) => m.Request!.Action == OpenC2Action.Query ? Holding(m, """{"leases":[]}""") : []);
        Assert.IsType<ActuatorReport.Unknown>(await Apply());
    }

    [Fact]
    public async Task WhoNeverAnswersAnythingLeavesItUnknownAndTheDeadlinesHold()
    {
        using var agent = Agent((_, _) => []);
        var began = TimeProvider.System.GetTimestamp();
        Assert.IsType<ActuatorReport.Unknown>(await Apply());
        // Two attempts and one question, a second each.
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(8));
    }

    [Theory]
    [InlineData("not HTTP", "SSH-2.0-OpenSSH_9.2p1\r\n")]
    [InlineData("broken off in the head", "HTTP/1.1 200 OK\r\nContent-Type: application/op")]
    [InlineData("broken off in the body", "HTTP/1.1 200 OK\r\nContent-Type: application/openc2+json;version=1.0\r\nContent-Length: 500\r\n\r\n{\"headers\":{")]
    [InlineData("a head without end", "HTTP/1.1 200 OK\r\nX: {x*200000}")]
    [InlineData("longer than an answer may be", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n900000\r\n{x*9437184}\r\n0\r\n\r\n")]
    [InlineData("deeper than JSON may be", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{[*100000}")]
    [InlineData("a redirect", "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("no body", "HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("no UTF-8", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\u00ff\u00fe\u00fd")]
    public async Task WhatIsNoAnswerIsUnknownAndTheNextAnswerIsUnderstoodAgain(string what, string bytes)
    {
        var misbehaves = true;
        using var agent = Agent((m, _) => Volatile.Read(ref misbehaves) ? Raw(bytes) : FakeAgent.Http(m, new(200, null, null)), hangsUp: true);

        var report = await actuators.Apply(Action, Stop);
        Assert.True(report is ActuatorReport.Unknown, $"{what}: {report}");
        Assert.Empty(actuators.Reachable);

        Volatile.Write(ref misbehaves, false);
        Assert.IsType<ActuatorReport.Done>(await actuators.Apply(Action, Stop));
        Assert.Equal([Firewall], actuators.Reachable);
    }

    [Theory]
    [InlineData("""{"leases":5}""")]
    [InlineData("""{"leases":{}}""")]
    [InlineData("""{"leases":["p/0"]}""")]
    [InlineData("""{"leases":[{"id":7,"until":1}]}""")]
    [InlineData("""{"leases":[{"id":"p/0","until":"soon"}]}""")]
    [InlineData("""{"leases":[{"id":"p/0","until":-1}]}""")]
    [InlineData("""{"leases":[{"id":"p/0","until":99999999999999999}]}""")]
    [InlineData("""{"else":[]}""")]
    public async Task AListOfLeasesThatMakesNoSenseIsNoList(string json)
    {
        using var agent = Agent((m, _) => Holding(m, json));
        Assert.Null(await actuators.Held(Firewall, Stop));
    }

    [Theory]
    [InlineData("""{"testimony":true,"words":"x"}""")]
    [InlineData("""{"testimony":"all is well","words":"x"}""")]
    [InlineData("""{"testimony":"HOLDS"}""")]
    [InlineData("""{"words":["holds"]}""")]
    public async Task ATestimonyThatMakesNoSenseIsNone(string json)
    {
        using var agent = Agent((m, _) => Holding(m, json));
        Assert.IsType<Testimony.Absent>(await actuators.Witness(Action, Stop));
    }

    public void Dispose()
    {
        actuators.Dispose();
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    private Task<ActuatorReport> Apply() => hand.Apply(Action, () => false, Stop);

    private FakeAgent Agent(Func<OpenC2Message, int, byte[]?> answer, bool hangsUp = false)
    {
        var agent = new FakeAgent(authority, answer) { HangsUp = hangsUp };
        registry.Add(agent.Record);
        return agent;
    }

    private static byte[] Holding(OpenC2Message asked, string json) =>
        FakeAgent.Http(asked, new(200, null, OpenC2Results.Of(new OpenC2Extension(WardProfile.Name, json))));

    /// <summary>The text as bytes; '{c*n}' stands for n times the character c.</summary>
    private static byte[] Raw(string text)
    {
        if (text.LastIndexOf('*') is var star and > 0 && text[star - 2] == '{')
        {
            var end = text.IndexOf('}', star);
            text = text[..(star - 2)] + new string(text[star - 1], int.Parse(text[(star + 1)..end], System.Globalization.CultureInfo.InvariantCulture)) + text[(end + 1)..];
        }

        return Encoding.Latin1.GetBytes(text);
    }

    private static OpenC2Message Noted(HashSet<string> asked, OpenC2Message message)
    {
        lock (asked) asked.Add(message.RequestId!);
        return message;
    }
}
