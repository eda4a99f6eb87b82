using System.Net;
using System.Text;
using CsCheck;
using Ward.City;
using Ward.City.Assets;
using Ward.City.Observations;
using Ward.City.Reading;
using Ward.Detect.Devices;
using Ward.Detect.Findings;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Detect.Tests.Devices;

public class DeviceWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly EventBuilder builder = new();
    private readonly Notes notes = new();
    private readonly List<Finding> findings = [];
    private CityModel city = Town();
    private long offset;

    [Fact]
    public void OnTheFirstDayDevicesBecomeAssetsAndNobodyIsTold()
    {
        var watch = Watch(new DeviceOptions());
        See(watch, Start, "10.20.0.77", "10.20.0.10", 443);
        city = With("10.20.0.77");
        See(watch, Start.AddHours(2), "10.20.0.10", "10.20.0.11", 443);
        Assert.Equal("10.20.0.77", Assert.Single(notes.Devices.Keys).ToString());
        Assert.Empty(findings);
    }

    [Fact]
    public void AfterwardsADeviceIsToldOfOnceTheCityKnowsIt()
    {
        var watch = Learnt();
        See(watch, Start.AddDays(2), "10.20.0.77", "10.20.0.10", 443);
        See(watch, Start.AddDays(2).AddSeconds(5), "10.20.0.10", "10.20.0.11", 443);
        Assert.Empty(findings);
        city = With("10.20.0.77");
        See(watch, Start.AddDays(2).AddSeconds(9), "10.20.0.10", "10.20.0.11", 443);
        See(watch, Start.AddDays(2).AddSeconds(12), "10.20.0.77", "10.20.0.10", 443);
        var told = Assert.Single(findings);
        Assert.Equal("A new device in the zone office", told.Title);
        Assert.Equal([new Entity.Source(IPAddress.Parse("10.20.0.77"))], told.Entities);
        Assert.Equal((Meaning.Unusual, true, Start.AddDays(2)), (told.Meaning, told.Attested, told.Time));
        Assert.Contains("10.20.0.77 to 10.20.0.10", told.Evidence[0].Line, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheCityDoesNotComeToKnowIsToldOfAMinuteLater()
    {
        var watch = Learnt();
        See(watch, Start.AddDays(2), "10.20.0.77", "10.20.0.10", 443);
        See(watch, Start.AddDays(2).AddSeconds(61), "10.20.0.10", "10.20.0.11", 443);
        Assert.Single(findings);
    }

    [Theory]
    [InlineData("10.20.0.10", "an asset of the city")]
    [InlineData("203.0.113.9", "outside")]
    [InlineData("10.20.0.0", "the network itself")]
    [InlineData("10.20.0.255", "broadcast")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("nonsense", "no address")]
    public void NoDevice(string address, string why)
    {
        var watch = Learnt();
        See(watch, Start.AddDays(2), address, "10.20.0.10", 443);
        See(watch, Start.AddDays(2).AddMinutes(2), "10.20.0.10", "10.20.0.11", 443);
        Assert.True(findings.Count == 0 && notes.Devices.Count == 0, why);
    }

    [Theory]
    [InlineData(Assurance.None, true)]
    [InlineData(Assurance.Authenticated, false)]
    public void WhatAnOutsiderCanMakeUpIsNoDevice(Assurance assurance, bool proven)
    {
        var watch = Learnt();
        See(watch, Start.AddDays(2), "10.20.0.77", "10.20.0.10", 443, assurance, proven);
        See(watch, Start.AddDays(2).AddMinutes(2), "10.20.0.10", "10.20.0.11", 443);
        Assert.True(findings.Count == 0 && notes.Devices.Count == 0);
    }

    [Fact]
    public void WhoAnswersIsADeviceAndWhereItServesIsNoted()
    {
        var watch = Learnt();
        See(watch, Start.AddDays(2), "10.20.0.10", "10.20.0.88", 8080);
        See(watch, Start.AddDays(2).AddSeconds(1), "10.20.0.10", "10.20.0.88", 502);
        Assert.Equal([502, 8080], notes.Devices[IPAddress.Parse("10.20.0.88")].Ports);
    }

    [Fact]
    public void ALeaseOfAKnownServerShowsADevice()
    {
        var watch = Learnt();
        watch.Observe(Event(Start.AddDays(2), "DHCPACK on 10.20.0.99", Assurance.Session).Is(EventClass.DhcpActivity, 5, 1, new LogSource("", "linux", "dhcpd"))
            .Set(Fields.SourceIp, "10.20.0.99").Set(Fields.SourceMac, "00:0e:8c:aa:bb:cc").Set(Fields.SourceHost, "x\nprinter").Event, findings);
        var device = Assert.Single(notes.Devices.Values);
        Assert.Equal(("00:0E:8C:AA:BB:CC", "x\nprinter"), (device.Mac, device.Name));
        See(watch, Start.AddDays(2).AddMinutes(2), "10.20.0.10", "10.20.0.11", 443);
        Assert.DoesNotContain('\n', Assert.Single(findings).Explanation.Seen);
        Assert.False(findings[0].Attested, "a lease proves no address");
    }

    [Fact]
    public void NoMoreAreToldOfADayThanThereIsRoomFor()
    {
        var watch = Watch(new DeviceOptions { AlarmsPerDay = 4 });
        See(watch, Start, "10.20.0.10", "10.20.0.11", 443);
        for (var i = 0; i < 20; i++) See(watch, Start.AddDays(2), $"10.20.0.{100 + i}", "10.20.0.10", 443);
        See(watch, Start.AddDays(2).AddMinutes(2), "10.20.0.10", "10.20.0.11", 443);
        Assert.Equal((3, 20, 17L), (findings.Count, notes.Devices.Count, watch.Counts.Withheld));
    }

    [Fact]
    public void BeyondTheRoomForDevicesTheyAreCounted()
    {
        var watch = Watch(new DeviceOptions { Devices = 3 });
        for (var i = 0; i < 5; i++) See(watch, Start, $"10.20.0.{100 + i}", "10.20.0.10", 443);
        Assert.Equal((3, 2L), (notes.Devices.Count, watch.Counts.Evicted));
    }

    [Fact]
    public void WhereverItIsCutTheSameIsToldUnderTheSameIds()
    {
        Gen.Select(Gen.Int[1, 60].Array[1, 40], Gen.Int[0, 40]).Sample((hosts, cut) =>
        {
            List<string> Play(int? cutAt)
            {
                var (whole, watch) = (new List<Finding>(), Learnt());
                for (var i = 0; i < hosts.Length; i++)
                {
                    if (i == cutAt)
                    {
                        using var state = new MemoryStream();
                        watch.Save(state);
                        state.Position = 0;
                        watch = Watch(new DeviceOptions());
                        if (!watch.TryRestore(state)) return ["refused"];
                    }

                    watch.Observe(Session(Start.AddDays(2).AddSeconds(i * 7), $"10.20.0.{hosts[i]}", "10.20.0.10", 443).Event, whole);
                }

                watch.Observe(Session(Start.AddDays(3), "10.20.0.10", "10.20.0.11", 443).Event, whole);
                return [.. whole.Select(f => f.Id.Value)];
            }

            offset = 0;
            var uncut = Play(null);
            offset = 0;
            return Play(cut).SequenceEqual(uncut);
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void ATornStateIsRefusedAndChangesNothing()
    {
        var watch = Learnt();
        See(watch, Start.AddDays(2), "10.20.0.77", "10.20.0.10", 443);
        using var state = new MemoryStream();
        watch.Save(state);
        var bytes = state.ToArray();
        for (var length = 0; length < bytes.Length; length += 7)
        {
            using var torn = new MemoryStream(bytes[..length]);
            Assert.False(watch.TryRestore(torn));
        }

        See(watch, Start.AddDays(2).AddMinutes(2), "10.20.0.10", "10.20.0.11", 443);
        Assert.Single(findings);
    }

    /// <summary>A watch whose first day is over.</summary>
    private DeviceWatch Learnt()
    {
        var watch = Watch(new DeviceOptions());
        See(watch, Start, "10.20.0.10", "10.20.0.11", 443);
        return watch;
    }

    private DeviceWatch Watch(DeviceOptions options) => new(() => city, notes, options);

    private void See(DeviceWatch watch, DateTimeOffset at, string from, string to, int port, Assurance assurance = Assurance.Authenticated, bool proven = true) =>
        watch.Observe(Session(at, from, to, port, assurance, proven).Event, findings);

    private EventBuilder Session(DateTimeOffset at, string from, string to, int port, Assurance assurance = Assurance.Authenticated, bool proven = true) =>
        Event(at, $"{from} to {to}:{port}", assurance).Is(EventClass.NetworkActivity, 1, 1, LogSource.None).Proven(proven)
            .Set(Fields.SourceIp, from).Set(Fields.DestinationIp, to).Set(Fields.DestinationPort, port.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private EventBuilder Event(DateTimeOffset at, string line, Assurance assurance) => builder
        .Begin(new Arrival(city.Id, new FeedId("sensor"), offset++, at.AddSeconds(1), assurance, null, null, Encoding.UTF8.GetBytes(line), false)).At(at);

    private static CityModel With(string address)
    {
        var town = Town();
        return town with { Version = "with", Assets = [.. town.Assets, new Asset(new AssetId("new"), "new", new ZoneId("office"), AssetKind.Other, [IPAddress.Parse(address)], [], [])] };
    }

    private static CityModel Town() => ((CityReading.Read)CityReader.Read("town", """
        id: town
        name: Town
        zones:
          - {id: net, kind: external}
          - {id: office, kind: office, networks: [10.20.0.0/24]}
        assets:
          - {id: web, zone: office, kind: server, addresses: [10.20.0.10], listens: [https]}
          - {id: db, zone: office, kind: server, addresses: [10.20.0.11], listens: [https]}
        """)).City;

    private sealed class Notes : IObservedDevices
    {
        public Dictionary<IPAddress, ObservedDevice> Devices { get; } = [];

        public void Found(ObservedDevice device) => Devices[device.Address] = device;
    }
}
