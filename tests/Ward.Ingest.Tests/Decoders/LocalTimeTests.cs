using System.Globalization;
using System.Text;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;

namespace Ward.Ingest.Tests.Decoders;

/// <summary>Times that name no zone, in lines of a feed that has one.</summary>
public sealed class LocalTimeTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>Each was written at 11:59:58 UTC; its decoder, whatever the form.</summary>
    [Theory]
    [InlineData("sshd", "Mar  1 12:59:58 gate sshd[1]: Invalid user a from 203.0.113.7 port 1")]
    [InlineData("nginx-error", "2026/03/01 12:59:58 [error] 42#42: *5 open() \"/srv/x\" failed (2: No such file or directory), client: 203.0.113.7, server: _, request: \"GET /x HTTP/1.1\", host: \"c\"")]
    [InlineData("apache-error", "[Sun Mar 01 12:59:58 2026] [auth_basic:error] [pid 42:tid 43] [client 203.0.113.7:5022] AH01617: user ann: authentication failure for \"/x\": Password Mismatch")]
    [InlineData("bind", "01-Mar-2026 12:59:58.000 client @0x7f01 203.0.113.7#5353 (www.example.org): query: www.example.org IN A +E(0)K (192.0.2.1)")]
    [InlineData("haproxy", "<134>Mar  1 12:59:58 gate haproxy[42]: 203.0.113.7:5022 [01/Mar/2026:12:59:58.000] fe be/s1 0/0/1/2/3 200 512 - - ---- 1/1/0/0/0 0/0 \"GET / HTTP/1.1\"")]
    [InlineData("ftp", "Sun Mar  1 12:59:58 2026 [pid 42] [ann] FAIL LOGIN: Client \"203.0.113.7\"")]
    [InlineData("radius", "Sun Mar  1 12:59:58 2026 : Auth: (12) Login incorrect: [ann/<via Auth-Type = eap>] (from client ap-7 port 5 cli 00-11-22-33-44-55)")]
    [InlineData("fortigate", "date=2026-03-01 time=12:59:58 devname=\"fw7\" devid=\"FG100\" logid=\"0000000013\" type=\"traffic\" subtype=\"forward\" srcip=203.0.113.7 dstip=192.0.2.1 action=\"deny\"")]
    [InlineData("pan-os", "<14>1 - pa7 - - - - 1,2026/03/01 12:59:58,0072,TRAFFIC,drop,2561,2026/03/01 12:59:58,203.0.113.7,192.0.2.1,0.0.0.0,0.0.0.0,deny-all,,,not-applicable,vsys1,untrust,dmz,ethernet1/1,,fwd,2026/03/01 11:59:58,0,1,5022,22,0,0,0x0,tcp,deny,60,60,0,1,2026/03/01 11:59:58,0,any,,71,0x0,Country,Other,,1,0,policy-deny")]
    [InlineData("json", """{"time":"2026-03-01 12:59:58","x":1}""")]
    [InlineData("windows-json", """{"EventTime":"2026-03-01 12:59:58","EventID":4625,"Channel":"Security","SourceName":"Microsoft-Windows-Security-Auditing"}""")]
    [InlineData("shipper", """{"message":"Mar  1 12:59:58 gate sshd[1]: Invalid user a from 203.0.113.7 port 1","host":{"name":"gate"}}""")]
    [InlineData("shipper", """{"@timestamp":"2026-03-01T12:59:58","message":"<38>sshd[1]: Invalid user a from 203.0.113.7 port 1","host":{"name":"gate"}}""")]
    [InlineData("ward-agent", """{"seq":7,"path":"/var/log/nginx/error.log","line":"2026/03/01 12:59:58 [error] 42#42: *5 open() \"/srv/x\" failed (2: No such file or directory), client: 203.0.113.7, server: _"}""")]
    [InlineData("ward-agent", """{"seq":7,"path":"/var/log/auth.log","line":"Mar  1 12:59:58 gate sshd[1]: Invalid user a from 203.0.113.7 port 1"}""")]
    public void ATimeWithoutAZoneIsOfTheFeedsZone(string decoder, string line)
    {
        var read = Read(decoder, line);
        Assert.True(read.Understood);
        Assert.Equal(Utc("2026-03-01T11:59:58"), read.Time);
    }

    /// <summary>Of these it is known that they are UTC, or they name their zone.</summary>
    [Theory]
    [InlineData("m365-audit", """{"CreationTime":"2026-03-01T11:59:58","Id":"1","Operation":"UserLoggedIn","Workload":"AzureActiveDirectory","RecordType":15,"UserId":"ann","OrganizationId":"o"}""")]
    [InlineData("windows-json", """{"UtcTime":"2026-03-01 11:59:58.000","EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","SourceName":"Microsoft-Windows-Sysmon"}""")]
    [InlineData("fortigate", "date=2026-03-01 time=08:59:58 tz=\"-0300\" devname=\"fw7\" devid=\"FG100\" logid=\"0000000013\" type=\"traffic\" subtype=\"forward\" srcip=203.0.113.7 dstip=192.0.2.1 action=\"deny\"")]
    [InlineData("json", """{"time":"2026-03-01T11:59:58Z","x":1}""")]
    public void ATimeWhoseZoneIsKnownIsNotMoved(string decoder, string line) => Assert.Equal(Utc("2026-03-01T11:59:58"), Read(decoder, line).Time);

    /// <summary>The source's own clocks stand in another zone than the feed's: what its relay wrote is right.</summary>
    [Theory]
    [InlineData("haproxy", "2026-03-01T11:59:58Z gate haproxy[42]: 203.0.113.7:5022 [01/Mar/2026:06:59:58.000] fe be/s1 0/0/1/2/3 200 512 - - ---- 1/1/0/0/0 0/0 \"GET / HTTP/1.1\"")]
    [InlineData("fortigate", "2026-03-01T11:59:58Z fw7 date=2026-03-01 time=06:59:58 devname=\"fw7\" devid=\"FG100\" logid=\"0000000013\" type=\"traffic\" subtype=\"forward\" srcip=203.0.113.7 dstip=192.0.2.1 action=\"deny\"")]
    public void AHeaderThatNamesItsZoneIsNotOverwrittenByATimeThatDoesNot(string decoder, string line)
    {
        var read = Read(decoder, line);
        Assert.True(read.Understood);
        Assert.Equal(Utc("2026-03-01T11:59:58"), read.Time);
    }

    [Fact]
    public void ALongSessionIsOfTheTimeAtWhichItBegan()
    {
        var read = Read("haproxy", "2026-03-01T11:59:58Z gate haproxy[42]: 203.0.113.7:5022 [01/Mar/2026:09:59:58.000] fe be/s1 0/0/10800000 512 -- 1/1/0/0/0 0/0");
        Assert.True(read.Understood);
        Assert.Equal(Utc("2026-03-01T08:59:58"), read.Time);
    }

    /// <summary>On 2026-03-29 the clocks go from 2 to 3, on 2026-10-25 from 3 to 2.</summary>
    [Theory]
    [InlineData("Mar 29 01:59:59", "2026-03-29T01:00:01", "2026-03-29T00:59:59")]
    [InlineData("Mar 29 03:00:00", "2026-03-29T01:00:01", "2026-03-29T01:00:00")]
    [InlineData("Oct 25 01:59:59", "2026-10-25T00:00:00", "2026-10-24T23:59:59")]
    [InlineData("Oct 25 02:30:00", "2026-10-25T00:30:02", "2026-10-25T00:30:00")]
    [InlineData("Oct 25 02:30:00", "2026-10-25T01:30:02", "2026-10-25T01:30:00")]
    [InlineData("Oct 25 02:30:00", "2026-10-25T06:00:00", "2026-10-25T01:30:00")]
    [InlineData("Oct 25 03:00:00", "2026-10-25T02:00:01", "2026-10-25T02:00:00")]
    public void AnHourThatTheClocksShowTwiceIsTheOneNearerToItsReceipt(string shown, string received, string time) =>
        Assert.Equal(Utc(time), SyslogHeader.Read(Encoding.UTF8.GetBytes($"{shown} gate app: x"), Utc(received), Berlin).Time);

    [Theory]
    [InlineData("Dec  5 12:00:00", "2026-11-29T12:00:00", "2026-12-05T12:00:00")]
    [InlineData("Feb 10 12:00:00", "2026-11-29T12:00:00", "2026-02-10T12:00:00")]
    [InlineData("Jan  1 12:00:00", "2026-11-29T12:00:00", "2026-01-01T12:00:00")]
    [InlineData("Jan  1 00:00:05", "2026-12-31T23:59:59", "2027-01-01T00:00:05")]
    [InlineData("Jul  1 12:00:00", "2026-02-01T12:00:00", "2025-07-01T12:00:00")]
    [InlineData("Feb 29 12:00:00", "2027-03-01T12:00:00", "2024-02-29T12:00:00")]
    public void ATimeWithoutAYearLiesNoMoreThanAMonthAhead(string shown, string received, string time) =>
        Assert.Equal(Utc(time), SyslogHeader.Read(Encoding.UTF8.GetBytes($"{shown} gate app: x"), Utc(received), TimeZoneInfo.Utc).Time);

    [Fact]
    public void AnOldRecordingWithoutYearsStandsInItsDays()
    {
        var feed = new FeedOptions(new FeedId("f"), FeedKind.Folder, "/x", null, "sshd", null, []) { Clock = FeedClock.Source };
        Assert.Equal(Utc("2025-07-01T12:00:00"), Decoded.Line("sshd", "Jul  1 12:00:00 gate sshd[1]: Invalid user a from 203.0.113.7 port 1"u8.ToArray(), Utc("2026-02-01T12:00:00"), feed).Time);
    }

    [Theory]
    [InlineData("9999-12-31T23:59:60Z gate app: x")]
    [InlineData("Dec 31 23:59:60 gate app: x")]
    public void TheLastSecondThereIsThrowsNothing(string line) => _ = SyslogHeader.Read(Encoding.UTF8.GetBytes(line), DateTimeOffset.MaxValue, Berlin);

    private static Decoded Read(string decoder, string line) =>
        Decoded.Line(decoder, Encoding.UTF8.GetBytes(line), feed: new FeedOptions(new FeedId("f"), FeedKind.Http, null, null, decoder, null, []) { Zone = Berlin });

    private static DateTimeOffset Utc(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
