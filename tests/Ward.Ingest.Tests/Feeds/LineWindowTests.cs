using System.Globalization;
using System.Text;
using CsCheck;
using Ward.Ingest.Feeds;

namespace Ward.Ingest.Tests.Feeds;

public sealed class LineWindowTests
{
    private const int Limit = 20;

    [Fact]
    public void LinesDoNotDependOnHowTheBytesArrive()
    {
        var text = Gen.Int[0, 3].Select(i => "ab\n<"[i]).Array[0, 90].Select(c => Encoding.ASCII.GetBytes(c));
        Gen.Select(text, Gen.Int[1, 30]).Sample(
            (bytes, step) =>
            {
                var expected = Encoding.ASCII.GetString(bytes).Split('\n');
                var (lines, rest) = Feed(bytes, step, octets: false);
                Assert.Equal(expected[..^1].Select(l => (l[..Math.Min(l.Length, Limit)], l.Length > Limit)), lines);
                Assert.Equal(expected[^1][..Math.Min(expected[^1].Length, Limit)], rest);
            },
            iter: 5000);
    }

    [Fact]
    public void CountedAndPlainFramesMayMix() =>
        Gen.Select(Gen.Bool.Array[1, 6], Gen.Int[0, 40].Array[6], Gen.Int[1, 30]).Sample(
            (counted, sizes, step) =>
            {
                var sent = new StringBuilder();
                var expected = new List<(string, bool)>();
                for (var i = 0; i < counted.Length; i++)
                {
                    var line = "<1>" + new string('x', sizes[i]);
                    sent.Append(counted[i] ? string.Create(CultureInfo.InvariantCulture, $"{line.Length} {line}") : line + "\n");
                    expected.Add((line[..Math.Min(line.Length, Limit)], line.Length > Limit));
                }

                Assert.Equal(expected, Feed(Encoding.ASCII.GetBytes(sent.ToString()), step, octets: true).Lines);
            },
            iter: 5000);

    [Fact]
    public void ALineThatBeginsWithANumberIsNoCount() =>
        Assert.Equal([("2026-03-01 x", false), ("12 y", false)], Feed("2026-03-01 x\n12 y\n"u8.ToArray(), 3, octets: true).Lines);

    [Fact]
    public void ConsumedStandsAfterTheLastLine()
    {
        var window = new LineWindow(Limit);
        "ab\r\ncd\nef"u8.CopyTo(window.Room().Span);
        window.Filled(9);
        Assert.True(window.TryTake(out var first, out _));
        Assert.Equal("ab", Encoding.ASCII.GetString(first.Span));
        Assert.True(window.TryTake(out _, out _));
        Assert.False(window.TryTake(out _, out _));
        Assert.Equal(7, window.Consumed);
    }

    [Fact]
    public void TenMegabytesWithoutANewlineHoldLittleMemory()
    {
        var window = new LineWindow(64 << 10);
        var most = 0;
        for (var sent = 0; sent < 10 << 20;)
        {
            var room = window.Room();
            most = Math.Max(most, room.Length);
            room.Span.Fill((byte)'x');
            window.Filled(room.Length);
            sent += room.Length;
            Assert.False(window.TryTake(out _, out _));
        }

        "\n"u8.CopyTo(window.Room().Span);
        window.Filled(1);
        Assert.True(window.TryTake(out var line, out var cut));
        Assert.Equal((64 << 10, true), (line.Length, cut));
        Assert.True(most <= 192 << 10);
    }

    private static (List<(string Text, bool Cut)> Lines, string Left) Feed(byte[] bytes, int step, bool octets)
    {
        var window = new LineWindow(Limit, octets, firstSize: 16);
        var lines = new List<(string, bool)>();
        for (var at = 0; at < bytes.Length;)
        {
            var room = window.Room();
            var count = Math.Min(Math.Min(step, room.Length), bytes.Length - at);
            bytes.AsSpan(at, count).CopyTo(room.Span);
            window.Filled(count);
            at += count;
            while (window.TryTake(out var line, out var cut)) lines.Add((Encoding.ASCII.GetString(line.Span), cut));
        }

        return (lines, window.TryTakeRest(out var rest, out _) ? Encoding.ASCII.GetString(rest.Span) : "");
    }
}
