using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Ward.Agent.Collecting;
using Ward.Lab;

namespace Ward.Agent.Tests.Collecting;

public sealed class SpoolTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    [Fact]
    public void LinesComeOutInOrderAndAreForgottenWhenAcknowledged()
    {
        using var spool = Open();
        for (var i = 0; i < 10; i++) Add(spool, i);
        Assert.Equal([0, 1, 2], Values(spool, 0, 3));
        Assert.Equal([3, 4, 5, 6, 7, 8, 9], Values(spool, 3, 100));
        spool.Acknowledge(spool.Stream, 10);
        Assert.Empty(Values(spool, 10, 100));
    }

    [Fact]
    public void AnotherStreamsNumberAcknowledgesNothing()
    {
        using var spool = Open();
        Add(spool, 7);
        spool.Acknowledge("other", 500);
        Assert.Equal([7], Values(spool, 500, 10, "other"));
    }

    [Fact]
    public void NumbersThatTheDiskForgotAreNotUsedAgain()
    {
        using var spool = Open();
        Add(spool, 1);
        spool.Acknowledge(spool.Stream, 40);
        Add(spool, 2);
        Assert.Equal([2], Values(spool, 40, 10));
        Assert.Equal(42, spool.Next);
    }

    [Fact]
    public void AnEndTornAnywhereLosesOnlyTheTornLineAndItsMark()
    {
        string stream;
        using (var spool = Open())
        {
            stream = spool.Stream;
            for (var i = 0; i < 5; i++) Add(spool, i, "at", $"{i}");
        }
        var path = Assert.Single(SpoolSegment.In(folder.Path));
        var whole = File.ReadAllBytes(path);
        for (var cut = 1; cut < 60; cut++)
        {
            File.WriteAllBytes(path, whole[..^cut]);
            using var spool = Open();
            Assert.Equal(stream, spool.Stream);
            Assert.Equal("3", spool.Mark("at"));
            Add(spool, 9);
            Assert.Equal([0, 1, 2, 3, 9], Values(spool, 0, 100));
        }
    }

    [Fact]
    public void WhenFullTheOldestGoAndALineSaysHowMany()
    {
        using var spool = Open();
        for (var i = 0; i < 3000; i++) Assert.True(spool.Append("t", j => j.WriteString("filler", new string('x', 1000)), "at", $"{i}"));
        Assert.InRange(spool.Bytes, 1, 1 << 20);
        var lines = Lines(spool, "", 0, 10_000);
        var told = lines.Where(l => l.GetProperty("source").GetString() == "agent").Sum(l => l.GetProperty("line").GetProperty("lines").GetInt64());
        // Lines that told of a loss may be lost themselves, and are then counted by the next.
        Assert.InRange(told, 1, spool.Next);
        var first = lines[0].GetProperty("seq").GetInt64();
        Assert.Equal(lines.Count, spool.Next - first);
        Assert.Equal("2999", spool.Mark("at"));
    }

    [Fact]
    public void WhateverIsDoneNothingIsLostOrDoubledOrOutOfOrder() =>
        Gen.Int[0, 9].Array[0, 200].Sample(steps =>
        {
            using var scratch = new ScratchFolder();
            var spool = Spool.Open(scratch.Path, 1 << 20, TimeProvider.System);
            var (taken, added, after) = (new List<int>(), 0, 0L);
            foreach (var step in steps)
            {
                if (step < 5)
                {
                    var value = added++;
                    spool.Append("t", j => { j.WriteNumber("v", value); j.WriteString("filler", new string('y', 3000)); }, "at", $"{value}");
                }
                else if (step < 8)
                {
                    foreach (var line in Lines(spool, spool.Stream, after, step))
                    {
                        after = line.GetProperty("seq").GetInt64();
                        taken.Add(line.GetProperty("line").GetProperty("v").GetInt32());
                    }
                    spool.Acknowledge(spool.Stream, after);
                }
                else
                {
                    spool.Dispose();
                    spool = Spool.Open(scratch.Path, 1 << 20, TimeProvider.System);
                    Assert.Equal(added == 0 ? null : $"{added - 1}", spool.Mark("at"));
                }
            }
            taken.AddRange(Lines(spool, spool.Stream, after, 10_000).Select(l => l.GetProperty("line").GetProperty("v").GetInt32()));
            spool.Dispose();
            Assert.Equal(Enumerable.Range(0, added), taken);
        }, iter: 60);

    public void Dispose() => folder.Dispose();

    internal static List<JsonElement> Lines(Spool spool, string stream, long after, int most)
    {
        List<JsonElement> found = [];
        var bytes = new ArrayBufferWriter<byte>();
        while (spool.Read(stream, after, most - found.Count, 1 << 20, bytes) > 0 && found.Count < most)
        {
            found.AddRange(Encoding.UTF8.GetString(bytes.WrittenSpan).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement));
            (stream, after) = (spool.Stream, found[^1].GetProperty("seq").GetInt64());
            bytes.ResetWrittenCount();
            if (found.Count >= most) break;
        }
        return found;
    }

    private static IEnumerable<int> Values(Spool spool, long after, int most, string? stream = null) =>
        Lines(spool, stream ?? spool.Stream, after, most).Select(l => l.GetProperty("line").GetProperty("v").GetInt32());

    private static void Add(Spool spool, int value, string? mark = null, string at = "") => Assert.True(spool.Append("t", j => j.WriteNumber("v", value), mark, at));

    private Spool Open() => Spool.Open(folder.Path, 1 << 20, TimeProvider.System);
}
