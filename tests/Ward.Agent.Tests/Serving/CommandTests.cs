using System.Net;
using Ward.Agent.Tests.Rigs;
using Ward.City;
using Ward.City.Assets;
using Ward.Respond.Execution;
using Ward.Respond.Plans;
using Ward.Standards.OpenC2;
using Ward.Trust.Certificates;

namespace Ward.Agent.Tests.Serving;

/// <summary>The consumer over real TLS, on a real packet filter.</summary>
public sealed class CommandTests(FirewallAgent rig) : IClassFixture<FirewallAgent>
{
    private static readonly ElementId Firewall = new("fw");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Respond.Dialogue.OpenC2Actuators Hand => rig.Server.Actuators;

    [Fact]
    public async Task EveryKindOfActionComesIntoForceAndIsReleased()
    {
        ActionTarget[] targets =
        [
            new ActionTarget.Source(IPAddress.Parse("203.0.113.1")),
            new ActionTarget.Source(IPAddress.Parse("2001:db8::1")),
            new ActionTarget.Source(IPAddress.Parse("::ffff:203.0.113.2")),
            new ActionTarget.Connection(IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("10.2.0.5/32"), Transport.Tcp, 3389),
            new ActionTarget.Connection(IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("10.2.0.0/24"), Transport.Udp, 0),
            new ActionTarget.Connection(IPNetwork.Parse("2001:db8:1::/64"), IPNetwork.Parse("2001:db8:2::/64"), Transport.Icmp, 0),
            new ActionTarget.Host([IPAddress.Parse("10.3.0.1"), IPAddress.Parse("2001:db8::3")]),
        ];
        foreach (var target in targets)
        {
            var action = Actions.With("fw", target, 60);
            var report = await Hand.Apply(action, Stop);
            Assert.True(report is ActuatorReport.Done, $"{target}: {report}");
            var held = Assert.Single(await Hand.Held(Firewall, Stop) ?? [], h => h.Action == action.Id);
            Assert.InRange((action.Until - held.Until).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
            Assert.IsType<ActuatorReport.Done>(await Hand.Release(Firewall, action.Id, Stop));
            Assert.DoesNotContain(await Hand.Held(Firewall, Stop) ?? [], h => h.Action == action.Id);
        }
    }

    [Fact]
    public async Task TheSameCommandAgainGetsTheSameAnswerAndIsOneLease()
    {
        var action = Actions.Deny("203.0.113.3");
        Assert.IsType<ActuatorReport.Done>(await Hand.Apply(action, Stop));
        await Task.Delay(20, Stop);
        Assert.IsType<ActuatorReport.Done>(await Hand.Apply(action, Stop));
        Assert.Single(await Hand.Held(Firewall, Stop) ?? [], h => h.Action == action.Id);
    }

    [Fact]
    public async Task AnIdIsNotTakenForAnotherCommand()
    {
        var action = Actions.Deny("203.0.113.4");
        Assert.IsType<ActuatorReport.Done>(await Hand.Apply(action, Stop));
        var other = action with { Target = new ActionTarget.Source(IPAddress.Parse("203.0.113.5")) };
        Assert.Equal(OpenC2Status.BadRequest, Assert.IsType<ActuatorReport.Refused>(await Hand.Apply(other, Stop)).Status);
        Assert.DoesNotContain("203.0.113.5", rig.Table(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALateCopyDoesNotBringAReleasedActionBack()
    {
        var action = Actions.Deny("203.0.113.6");
        Assert.IsType<ActuatorReport.Done>(await Hand.Apply(action, Stop));
        Assert.IsType<ActuatorReport.Done>(await Hand.Release(Firewall, action.Id, Stop));
        Assert.IsType<ActuatorReport.Refused>(await Hand.Apply(action, Stop));
        Assert.DoesNotContain("203.0.113.6", rig.Table(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACommandThatComesAfterItsReleaseIsRefused()
    {
        var action = Actions.Deny("203.0.113.7");
        Assert.IsType<ActuatorReport.Done>(await Hand.Release(Firewall, action.Id, Stop));
        Assert.IsType<ActuatorReport.Refused>(await Hand.Apply(action, Stop));
        Assert.DoesNotContain("203.0.113.7", rig.Table(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALeaseEndsOnTimeAndItsFileGoes()
    {
        var action = Actions.Deny("203.0.113.8", seconds: 1);
        Assert.IsType<ActuatorReport.Done>(await Hand.Apply(action, Stop));
        for (var i = 0; i < 40 && FilesNaming(action.Id.Value) > 0; i++)
            await Task.Delay(100, Stop);
        Assert.Equal(0, FilesNaming(action.Id.Value));
        Assert.DoesNotContain("203.0.113.8", rig.Table(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"203.0.113.20"},"command_id":"n1"}""", OpenC2Status.BadRequest, "no end")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"203.0.113.20"},"args":{"duration":3600001},"command_id":"n2"}""", OpenC2Status.BadRequest, "longer than the longest lease")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"203.0.113.20"},"args":{"stop_time":1000},"command_id":"n3"}""", OpenC2Status.BadRequest, "over already")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"203.0.113.20"},"args":{"start_time":9000000000000,"duration":5},"command_id":"n4"}""", OpenC2Status.NotImplemented, "in the future")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"203.0.113.20"},"args":{"duration":1000}}""", OpenC2Status.BadRequest, "no id")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"10.0.0.53"},"args":{"duration":1000},"command_id":"n5"}""", OpenC2Status.Forbidden, "protected")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"0.0.0.0/0"},"args":{"duration":1000},"command_id":"n6"}""", OpenC2Status.Forbidden, "everything")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"127.0.0.1"},"args":{"duration":1000},"command_id":"n7"}""", OpenC2Status.Forbidden, "loopback")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"203.0.113.20"},"args":{"duration":1000},"actuator":{"slpf":{"asset_id":"other"}},"command_id":"n8"}""", OpenC2Status.NotFound, "another element")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"203.0.113.20"},"args":{"duration":1000,"slpf":{"drop_process":"false_ack"}},"command_id":"n9"}""", OpenC2Status.NotImplemented, "a way of dropping that is not carried out")]
    [InlineData("""{"action":"deny","target":{"ipv4_connection":{"dst_port":22}},"args":{"duration":1000},"command_id":"n10"}""", OpenC2Status.NotImplemented, "a flow without ends")]
    [InlineData("""{"action":"contain","target":{"device":{"hostname":"pc1"}},"args":{"duration":1000},"command_id":"n11"}""", OpenC2Status.NotImplemented, "a device by name")]
    [InlineData("""{"action":"allow","target":{"ipv4_net":"203.0.113.20"},"args":{"duration":1000},"command_id":"n12"}""", OpenC2Status.NotImplemented, "allow")]
    [InlineData("""{"action":"detonate","target":{"uri":"http://example.com/"}}""", OpenC2Status.NotImplemented, "another's trade")]
    [InlineData("""{"action":"deny","target":{"ipv4_net":"203.0.113.20; flush ruleset"},"args":{"duration":1000},"command_id":"n13"}""", OpenC2Status.BadRequest, "an injection")]
    [InlineData("""{"nonsense":true}""", OpenC2Status.BadRequest, "no command")]
    public async Task ACommandIsRefusedAndNothingChangesWhereItHas(string command, int status, string what)
    {
        using var certificate = rig.Server.Authority.Client(CertificateRole.Producer);
        using var client = rig.Client(certificate);
        var before = rig.Table();
        var response = await FirewallAgent.Ask(client, command);
        Assert.True(status == response.Status, $"{what}: {response}");
        Assert.False(string.IsNullOrEmpty(response.StatusText));
        Assert.Equal(WithoutCountdown(before), WithoutCountdown(rig.Table()));
    }

    [Fact]
    public async Task WhatFeaturesPromisesIsKept()
    {
        using var certificate = rig.Server.Authority.Client(CertificateRole.Producer);
        using var client = rig.Client(certificate);
        var features = (await FirewallAgent.Ask(client, """{"action":"query","target":{"features":["versions","profiles","pairs","rate_limit"]}}""")).Results!;
        Assert.Equal(["1.0"], features.Versions);
        Assert.Equal(["slpf", "x-ward"], features.Profiles);
        Assert.NotNull(features.RateLimit);
        var samples = new Dictionary<string, string>
        {
            ["ipv4_net"] = "\"203.0.113.30\"", ["ipv6_net"] = "\"2001:db8::30\"", ["features"] = "[]", ["slpf:rule_number"] = "999999",
            ["ipv4_connection"] = """{"src_addr":"10.1.1.0/24","dst_addr":"10.2.2.2","dst_port":80,"protocol":"tcp"}""",
            ["ipv6_connection"] = """{"src_addr":"2001:db8:1::/64","dst_addr":"2001:db8:2::2","protocol":"udp"}""",
            ["x-ward:host"] = """{"addresses":["10.9.9.9"]}""", ["x-ward:lease"] = """{"id":"nobody"}""", ["x-ward:leases"] = "{}", ["x-ward:witness"] = "{}",
        };
        foreach (var (action, targets) in features.Pairs!)
            foreach (var target in targets)
            {
                var response = await FirewallAgent.Ask(client, $$$"""{"action":"{{{action.Name()}}}","target":{"{{{target}}}":{{{samples[target]}}} },"args":{"duration":500},"command_id":"{{{Actions.NewId()}}}"}""");
                Assert.True(response.Status != OpenC2Status.NotImplemented, $"{action} {target}: {response}");
            }
    }

    [Fact]
    public async Task ARuleIsDeletedByItsNumber()
    {
        using var certificate = rig.Server.Authority.Client(CertificateRole.Producer);
        using var client = rig.Client(certificate);
        var begun = await FirewallAgent.Ask(client, """{"action":"deny","target":{"ipv4_net":"203.0.113.31"},"args":{"duration":60000},"command_id":"by-rule"}""");
        var ended = await FirewallAgent.Ask(client, "{\"action\":\"delete\",\"target\":{\"slpf:rule_number\":" + begun.Results!.Slpf!.RuleNumber + "}}");
        Assert.Equal(OpenC2Status.Ok, ended.Status);
        Assert.DoesNotContain("203.0.113.31", rig.Table(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooLargeABodyIsRefused()
    {
        using var certificate = rig.Server.Authority.Client(CertificateRole.Producer);
        using var client = rig.Client(certificate);
        using var content = new ByteArrayContent(new byte[200_000]);
        content.Headers.ContentType = new("application/openc2+json");
        using var answer = await client.PostAsync(new Uri("/.well-known/openc2", UriKind.Relative), content, Stop);
        Assert.InRange((int)answer.StatusCode, 400, 413);
    }

    private int FilesNaming(string id) => Directory.GetFiles(Path.Combine(rig.AgentState, "leases")).Count(f => TextOf(f).Contains(id, StringComparison.Ordinal));

    private static string TextOf(string file)
    {
        try { return File.ReadAllText(file); }
        catch (FileNotFoundException) { return ""; }
    }

    private static string WithoutCountdown(string table) => System.Text.RegularExpressions.Regex.Replace(table, "expires [0-9a-z]+", "");
}
