using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Tests.Decoders;

public sealed class DecodeRateTests
{
    private const string Ssh = "<38>Mar  1 11:59:58 gate sshd[4242]: Failed password for invalid user admin from 203.0.113.7 port 5022 ssh2";
    private const string Web = "203.0.113.7 - ann [01/Mar/2026:11:59:58 +0000] \"GET /a/b?x=1&y HTTP/1.1\" 404 153 \"https://ref.example/\" \"Mozilla/5.0 (X11; Linux x86_64)\"";
    private const string Fire = "Mar  1 11:59:58 fw kernel: [ 12.5] ward-drop: IN=eth0 OUT= MAC=00:11 SRC=203.0.113.7 DST=192.0.2.1 LEN=60 TTL=52 ID=1 DF PROTO=TCP SPT=40000 DPT=22 SYN";
    private const string Json = """{"time":"2026-03-01T11:59:58Z","class_uid":3002,"product":"linux","service":"auth","src_endpoint":{"ip":"203.0.113.7","port":22},"user":{"name":"ann"},"note":"x\ny"}""";

    [Theory]
    [InlineData("sshd", Ssh)]
    [InlineData("nginx", Web)]
    [InlineData("nftables", Fire)]
    [InlineData("json", Json)]
    [InlineData("auto", Ssh)]
    public void ALineIsReadWithoutAllocating(string decoder, string line)
    {
        const int rounds = 100_000;
        var meter = new FeedMeter(new FeedOptions(new FeedId("f"), FeedKind.Http, null, null, decoder, null, []), NullLogger.Instance);
        var normaliser = new Normaliser([meter], _ => null, new IngestOptions(), NullLogger.Instance);
        var arrival = new Arrival(new CityId("c"), new FeedId("f"), 1, Decoded.Received, Assurance.Authenticated, null, null, Encoding.UTF8.GetBytes(line), false);
        for (var i = 0; i < 20_000; i++) normaliser.Read(arrival);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++) normaliser.Read(arrival);
        var rate = rounds / Stopwatch.GetElapsedTime(start).TotalSeconds;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{decoder}: {rate:n0} lines/s on one core, {line.Length} bytes each"));
        Assert.Equal(rounds + 20_000, meter.Status().Understood);
        Assert.True(allocated < rounds, $"{allocated / (double)rounds:f1} bytes per line");
    }
}
