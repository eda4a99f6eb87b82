using System.Globalization;
using System.Text;
using Ward.Ingest.Decoders;

namespace Ward.Ingest.Tests.Decoders;

public sealed class CoverageTests
{
    [Fact]
    public void ItCountsWhoReadWhatAndShowsWhatNobodyRead()
    {
        Assert.True(Coverage.TryMake("auto", out var coverage));
        string[] lines =
        [
            "Mar  1 11:59:58 gate sshd[42]: Failed password for root from 203.0.113.7 port 5022 ssh2",
            "Mar  1 11:59:58 gate sshd[43]: Failed password for root from 203.0.113.7 port 5023 ssh2",
            "Mar  1 11:59:58 gate CRON[42]: (root) CMD (true)",
            "Mar  1 11:59:58 gate thing[42]: pump 17 hums",
            "Mar  1 11:59:58 gate thing[42]: pump 18 hums",
        ];
        foreach (var line in lines) coverage.Add(Encoding.UTF8.GetBytes(line), Decoded.Received);

        Assert.Equal((5, 3), (coverage.Lines, coverage.Understood));
        Assert.Equal([("sshd", 2), ("cron", 1)], coverage.ByDecoder);
        Assert.Equal([("thing: pump ## hums", 2, lines[3])], coverage.Missed);
    }

    [Fact]
    public void KindsWithoutEndAreCountedTogether()
    {
        Assert.True(Coverage.TryMake("auto", out var coverage));
        for (var i = 0; i < Coverage.MostKinds + 100; i++)
            coverage.Add(Encoding.UTF8.GetBytes("x" + string.Concat(i.ToString("x8", CultureInfo.InvariantCulture).Select(c => (char)(char.IsDigit(c) ? 'k' + (c - '0') : c)))), Decoded.Received);
        Assert.Equal(Coverage.MostKinds + 1, coverage.Missed.Count);
        Assert.Equal(100, coverage.Missed[0].Lines);
    }

    [Fact]
    public void AnUnknownDecoderIsNone() => Assert.False(Coverage.TryMake("nothing", out _));
}
