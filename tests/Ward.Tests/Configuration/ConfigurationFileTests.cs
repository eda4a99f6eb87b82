using System.Net;
using CsCheck;
using Ward.Configuration;
using Ward.Govern.Mandates;
using Ward.Ingest.Feeds;

namespace Ward.Tests.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    private const string Small = """
        city: city.yaml
        state: kept
        rules: [rules]
        listen: https://0.0.0.0:8443
        feeds:
          - {id: auth, kind: file, path: logs/auth.log, decoder: sshd, asset: bastion}
          - {id: own, kind: file, path: "{state}/inbox/own.log"}
          - {id: sys, kind: syslog-udp, listen: 127.0.0.1:5514}
          - {id: tcp, kind: syslog-tcp, listen: "[::1]:5514", from: [10.0.0.0/8, 192.0.2.1]}
          - {id: post, kind: http, decoder: json}
        mandates:
          - {id: m, mode: act, actions: [deny-source], zones: [internet, dmz], budget: {targetsPerPlan: 2}, lease: 90s, hours: 22-6, until: 2030-01-02T03:04Z}
        response: {approvalLifetime: 1h, defaultLease: 5m, choiceDeadline: 12s}
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheSampleConfigurationIsReadWithoutAWord()
    {
        var reading = ConfigurationFile.Load(Path.Combine(Repository.Root, "samples/city/ward.yaml"), folder.Path);

        if (reading is ConfigurationReading.Refused refused) Assert.Fail(string.Join('\n', refused.Problems));
        var read = (ConfigurationReading.Read)reading;
        Assert.Empty(read.Warnings);
        Assert.Equal(Path.Combine(folder.Path, "inbox", "bastion-auth.log"), read.Configuration.Feeds[0].Path);
        Assert.DoesNotContain(read.Configuration.Mandates, m => m.Mode == MandateMode.Act);
    }

    [Fact]
    public void WhatCorrelationsMayRememberIsRead()
    {
        var read = Read(Small + "\ncorrelations: {groups: 5, groupsInAll: 6, memory: 64MB, memoryInAll: 1GB, eventsPerGroup: 32, lateness: 0s, patience: 2m, feedLag: 2h, blindnessEvery: 1d}\n").Correlations;

        Assert.Equal((5, 6, 64_000_000L, 1_000_000_000L, 32), (read.MaxGroups, read.MaxGroupsInAll, read.MaxBytes, read.MaxBytesInAll, read.MaxEventsPerGroup));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(2), TimeSpan.FromHours(2), TimeSpan.FromDays(1)), (read.Lateness, read.Patience, read.FeedLag, read.BlindnessEvery));
        Assert.Equal(new Ward.Detect.RuleEngineOptions().MaxGroups, Read(Small).Correlations.MaxGroups);
    }

    [Fact]
    public void HowLongAChoiceMaySearchIsRead()
    {
        Assert.Equal(TimeSpan.FromSeconds(12), Read(Small).Response.ChoiceDeadline);
        Assert.Equal(TimeSpan.FromSeconds(5), ResponseSettings.Default.ChoiceDeadline);
    }

    [Fact]
    public void WhatChangesCostIsReadAndTheRestIsAsEstimated()
    {
        var usual = new Ward.Prescribe.Costs.CostModel();
        Assert.Equal(usual, Read(Small).Costs);
        Assert.Equal(usual with { CloseFlow = 7, Safety = 0, Window = 2.5, Citizen = 0.2 }, Read(Small + "\ncosts: {closeFlow: 7, safety: 0, window: 2.5, citizen: 0.2}\n").Costs);
    }

    [Fact]
    public void EveryCostButTheHoursCanBeSaid()
    {
        foreach (var cost in typeof(Ward.Prescribe.Costs.CostModel).GetProperties().Where(p => p.CanWrite && p.Name != nameof(Ward.Prescribe.Costs.CostModel.Hours)))
            Assert.Equal(42.5, cost.GetValue(Read($"{Small}\ncosts: {{{char.ToLowerInvariant(cost.Name[0])}{cost.Name[1..]}: 42.5}}\n").Costs));
    }

    [Fact]
    public void PathsCountFromTheFile()
    {
        var configuration = Read(Small);

        Assert.Equal(Path.Combine(folder.Path, "kept"), configuration.StateFolder);
        Assert.Equal([Path.Combine(folder.Path, "rules")], configuration.RuleFolders);
        Assert.Equal(Path.Combine(folder.Path, "logs", "auth.log"), configuration.Feeds[0].Path);
        Assert.Equal(Path.Combine(folder.Path, "kept", "inbox", "own.log"), configuration.Feeds[1].Path);
    }

    [Fact]
    public void FeedsArriveAsWritten()
    {
        var feeds = Read(Small).Feeds;

        Assert.Equal([FeedKind.File, FeedKind.File, FeedKind.SyslogUdp, FeedKind.SyslogTcp, FeedKind.Http], feeds.Select(f => f.Kind));
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Loopback, 5514), feeds[3].Listen);
        Assert.Equal(["10.0.0.0/8", "192.0.2.1/32"], feeds[3].From.Select(n => n.ToString()));
        Assert.Equal("auto", feeds[1].Decoder);
    }

    [Fact]
    public void TimesAreOfTheCitysZoneUnlessAFeedSaysOtherwise()
    {
        Assert.All(Read(Small).Feeds, f => Assert.Equal(TimeZoneInfo.Utc, f.Zone));
        var read = Read($"timezone: Europe/Berlin\n{Small.Replace("kind: http, decoder", "kind: http, timezone: America/Chicago, decoder", StringComparison.Ordinal)}");
        Assert.Equal("Europe/Berlin", read.Rules.Zone.Id);
        // From 22 to 6 in Berlin is from 20 to 4 in summer.
        var hours = Assert.Single(read.Mandates).Hours!;
        Assert.Equal([false, true, true, false], new[] { 19, 20, 3, 4 }.Select(h => hours.Contains(new DateTimeOffset(2026, 7, 15, h, 30, 0, TimeSpan.Zero))));
        Assert.Equal(["Europe/Berlin", "Europe/Berlin", "Europe/Berlin", "Europe/Berlin", "America/Chicago"], read.Feeds.Select(f => f.Zone.Id));
    }

    [Fact]
    public void AMandateArrivesAsWritten()
    {
        var mandate = Assert.Single(Read(Small).Mandates);

        Assert.Equal(new BlastBudget(2, 10, 50, 0), mandate.Budget);
        Assert.Equal(TimeSpan.FromSeconds(90), mandate.Lease);
        Assert.Equal(new HoursOfDay(22, 6), mandate.Hours);
        Assert.Equal(new DateTimeOffset(2030, 1, 2, 3, 4, 0, TimeSpan.Zero), mandate.Until);
        Assert.Equal("sample-city", mandate.City.Value);
    }

    [Theory]
    [InlineData("listen: https://0.0.0.0:8443", "listen: http://0.0.0.0:8080", "ward.yaml:4: listen: expected an address such as http://127.0.0.1:7878; https wherever it is not loopback, found \"http://0.0.0.0:8080\"")]
    [InlineData("asset: bastion", "asset: bastoin", "ward.yaml:6: feeds[0].asset: expected the id of an asset of the city, found \"bastoin\"; did you mean \"bastion\"?")]
    [InlineData("id: own", "id: auth", "ward.yaml:7: feeds[1].id: expected an id that no other entry has, found \"auth\"")]
    [InlineData("listen: 127.0.0.1:5514", "listen: 127.0.0.1", "ward.yaml:8: feeds[2].listen: expected an address and port such as 127.0.0.1:5514, found \"127.0.0.1\"")]
    [InlineData("kind: http, decoder", "kind: http, path: x, decoder", "ward.yaml:10: feeds[4].path: expected no path, since only a file feed has one, found \"x\"")]
    [InlineData("kind: syslog-udp", "kind: syslogudp", "ward.yaml:8: feeds[2].kind: expected a kind of feed (file, syslog-udp, syslog-tcp, http, syslog-tls, folder, mqtt, kafka, netflow, pcap, live, agent), found \"syslogudp\"; did you mean \"syslog-udp\"?")]
    [InlineData("decoder: sshd", "decoder: shd", "ward.yaml:6: feeds[0].decoder: expected a decoder that 'ward feeds coverage' lists, found \"shd\"; did you mean \"sshd\"?")]
    [InlineData("zones: [internet, dmz]", "zones: [internet, dnz]", "did you mean \"dmz\"?")]
    [InlineData("lease: 90s", "lease: 2d", "ward.yaml:12: mandates[0].lease: expected a duration from 10s to 24h, such as 90s, 15m, 2h or 1d, found \"2d\"")]
    [InlineData("lease: 90s", "lease: forever", "found \"forever\"")]
    [InlineData("hours: 22-6", "hours: 6-6", "mandates[0].hours: expected two different hours of the day, such as 8-18 or 22-6, found \"6-6\"")]
    [InlineData(", until: 2030-01-02T03:04Z", "", "mandates[0].until: expected the end, a date such as 2027-12-31 or a time such as 2027-12-31T18:00Z, found nothing")]
    [InlineData("actions: [deny-source], ", "", "mandates[0].actions: expected the actions that it covers (deny-source, deny-web, close-flow, disable-account, isolate-host, virtual-patch, segment-zone, rotate-credential, change-password, require-factor, verify-backup, harden, patch), found nothing")]
    [InlineData("mode: act", "mode: auto", "mandates[0].mode: expected a mode (observe, advise, ask, act), found \"auto\"")]
    [InlineData("city: city.yaml", "city: city.yaml\ntimezone: Europe/Atlantis", "ward.yaml:2: timezone: expected a time zone that this machine knows, such as Europe/Berlin or UTC, found \"Europe/Atlantis\"")]
    [InlineData("city: city.yaml", "city: towne.yaml", "towne.yaml: expected a readable file, found none")]
    [InlineData("city: city.yaml", "citty: city.yaml", "ward.yaml:1: expected one of city, state, rules, advisories, timezone, pipelines, placeholders, listen, feeds, mandates, response, store, devices, correlations, costs, intel, found the unknown field \"citty\"; did you mean \"city\"?")]
    [InlineData("path: logs/auth.log", "path: \"a\\0b\"", "feeds[0].path: expected the path of the file to follow, found \"a\\u0000b\"")]
    public void AMistakeIsNamedWithItsFieldAndWhatWasExpected(string right, string wrong, string problem)
    {
        Assert.Contains(right, Small, StringComparison.Ordinal);
        var reading = Load(Small.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(Assert.IsType<ConfigurationReading.Refused>(reading).Problems, p => p.ToString().EndsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void ProblemsOfTheCityAreToldWithThoseOfTheConfiguration()
    {
        folder.Write("city.yaml", "id: c\nname: C\nzonen: []\n");
        var reading = ConfigurationFile.Load(folder.Write("ward.yaml", "city: city.yaml\nlisten: nowhere\n"));

        var files = Assert.IsType<ConfigurationReading.Refused>(reading).Problems.Select(p => Path.GetFileName(p.File)).Distinct();
        Assert.Equal(["ward.yaml", "city.yaml"], files);
    }

    [Fact]
    public void PacketFeedsNameAFileOrAnInterfaceAndFurtherPorts()
    {
        var feeds = Read(Small
            .Replace("{id: own, kind: file, path: \"{state}/inbox/own.log\"}", "{id: own, kind: pcap, path: a.pcap, ports: [modbus:1502]}", StringComparison.Ordinal)
            .Replace("{id: post, kind: http, decoder: json}", "{id: tap, kind: live, interface: eth1}", StringComparison.Ordinal)).Feeds;

        Assert.Equal((FeedKind.Pcap, Path.Combine(folder.Path, "a.pcap"), "modbus:1502"), (feeds[1].Kind, feeds[1].Path, Assert.Single(feeds[1].Ports).ToString()));
        Assert.Equal((FeedKind.Live, "eth1", 0), (feeds[4].Kind, feeds[4].Interface, feeds[4].Ports.Count));
    }

    [Theory]
    [InlineData("kind: live", "feeds[4].interface: expected the name of a network interface, found nothing")]
    [InlineData("kind: pcap", "feeds[4].path: expected the path of the capture to read, found nothing")]
    [InlineData("kind: live, interface: e, ports: [modbas:1]", "expected a protocol and a port such as modbus:1502; there are modbus, dnp3, iec104, tpkt, mqtt, bacnet, snmp, enip, found \"modbas:1\"")]
    [InlineData("kind: live, interface: e, listen: 127.0.0.1:1", "feeds[4].listen: expected no listen, since only a syslog feed has one, found \"127.0.0.1:1\"")]
    public void APacketFeedThatLacksSomethingSaysWhat(string written, string problem)
    {
        var reading = Load(Small.Replace("kind: http, decoder: json", written, StringComparison.Ordinal));

        Assert.Contains(Assert.IsType<ConfigurationReading.Refused>(reading).Problems, p => p.ToString().EndsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void AnOpenSyslogFeedIsAWarning()
    {
        var reading = Load(Small.Replace("listen: 127.0.0.1:5514", "listen: 0.0.0.0:5514", StringComparison.Ordinal));

        Assert.Contains("anyone who reaches the port may write", Assert.Single(Assert.IsType<ConfigurationReading.Read>(reading).Warnings).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", FeedClock.Auto, false)]
    [InlineData(", clock: source, decoder: auto", FeedClock.Source, true)]
    [InlineData(", clock: received, decoder: sshd", FeedClock.Received, true)]
    public void AFeedSaysWhoseTimeStandsAndWhetherItsDecoderIsNamed(string written, FeedClock clock, bool named)
    {
        var read = Assert.IsType<ConfigurationReading.Read>(Load(Small.Replace("mandates:", $"  - {{id: old, kind: folder, path: old{written}}}\nmandates:", StringComparison.Ordinal)));

        var feed = read.Configuration.Feeds.Single(f => f.Id.Value == "old");
        Assert.Equal((clock, named), (feed.Clock, feed.DecoderNamed));
        Assert.Equal(clock == FeedClock.Source ? 1 : 0, read.Warnings.Count(w => w.ToString().Contains("store.keep: expected long enough for the lines of the feed old", StringComparison.Ordinal)));
    }

    [Fact]
    public void AClockOfAnUnknownKindIsRefused() =>
        Assert.Contains("clock", Assert.IsType<ConfigurationReading.Refused>(Load(Small.Replace("mandates:", "  - {id: old, kind: folder, path: old, clock: sender}\nmandates:", StringComparison.Ordinal))).Problems[0].ToString(), StringComparison.Ordinal);

    [Fact]
    public void TheStateFolderMayBeOverridden() =>
        Assert.Equal("/elsewhere", Assert.IsType<ConfigurationReading.Read>(Load(Small, "/elsewhere")).Configuration.StateFolder);

    [Fact]
    public void BytesThatAreNoTextAreRefused()
    {
        var path = Path.Combine(folder.Path, "ward.yaml");
        File.WriteAllBytes(path, [0x61, 0xff, 0xfe]);

        Assert.EndsWith("expected UTF-8 text, found bytes that are none", Assert.IsType<ConfigurationReading.Refused>(ConfigurationFile.Load(path)).Problems[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void NoMutationOfAValidFileThrows() =>
        Gen.Select(Gen.Int[0, Small.Length - 1], Gen.Int[0, 30], Gen.String[0, 10]).List[1, 4].Sample(edits =>
        {
            var text = edits.Aggregate(Small, (t, e) => t.Insert(Math.Min(e.Item1, t.Length), e.Item3).Remove(Math.Min(e.Item1, t.Length), Math.Min(e.Item2, t.Length - Math.Min(e.Item1, t.Length))));
            return Load(text) is ConfigurationReading.Read or ConfigurationReading.Refused { Problems.Count: > 0 };
        }, iter: 200, threads: 1);

    private WardConfiguration Read(string text)
    {
        var reading = Load(text);
        if (reading is ConfigurationReading.Refused refused) Assert.Fail(string.Join('\n', refused.Problems));
        return ((ConfigurationReading.Read)reading).Configuration;
    }

    private ConfigurationReading Load(string text, string? state = null)
    {
        if (!File.Exists(Path.Combine(folder.Path, "city.yaml")))
            File.Copy(Path.Combine(Repository.Root, "samples/city/city.yaml"), Path.Combine(folder.Path, "city.yaml"));
        return ConfigurationFile.Load(folder.Write("ward.yaml", text), state);
    }
}
