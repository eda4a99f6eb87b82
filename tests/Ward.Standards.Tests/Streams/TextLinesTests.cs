using System.IO.Compression;
using System.Text;
using CsCheck;
using Ward.Standards.Streams;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests.Streams;

public sealed class TextLinesTests
{
    [Fact]
    public void LinesAreThoseOfTheText() =>
        Gen.String[Gen.Char["ab\r é"], 0, 40_000].Array[0, 5].Sample(lines =>
        {
            var text = string.Join('\n', lines);
            var read = Read(Encoding.UTF8.GetBytes(text)).Select(l => l.Text).ToList();
            var expected = text.Split('\n').Select(l => l.EndsWith('\r') ? l[..^1] : l).ToList();
            // What ends with a line break has no line behind it.
            if (text.Length == 0 || text.EndsWith('\n')) expected.RemoveAt(expected.Count - 1);
            Assert.Equal(expected, read);
        }, iter: 100);

    [Fact]
    public void GzippedTextIsUnpackedMemberByMember()
    {
        byte[] packed = [.. Packed("a\nb\n"), .. Packed("c\n")];
        Assert.Equal(["a", "b", "c"], Read(packed).Select(l => l.Text));
        Assert.Equal("a\nb\n", Encoding.UTF8.GetString(Unpacking.Head(packed.AsSpan(0, packed.Length - 6), 4)));
    }

    [Fact]
    public void ALineBeyondTheBoundIsNamedAndTheOthersAreRead()
    {
        var problems = new ProblemList("in");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("a\n" + new string('x', TextLines.Longest + 1) + "\nb"));
        Assert.Equal([(1, "a"), (3, "b")], TextLines.Read(stream, problems).Select(l => (l.Number, l.Text)));
        Assert.Equal(2, Assert.Single(problems.Sorted()).Line);
    }

    [Fact]
    public void WhatIsNoGzipOrBreaksOffIsReported()
    {
        var problems = new ProblemList("in");
        using var broken = new MemoryStream([0x1f, 0x8b, 1, 2, 3]);
        Assert.Empty(TextLines.Read(broken, problems));
        Assert.Single(problems.Sorted());
    }

    private static List<TextLine> Read(byte[] bytes)
    {
        var problems = new ProblemList("in");
        using var stream = new MemoryStream(bytes);
        var lines = TextLines.Read(stream, problems).ToList();
        Assert.Empty(problems.Sorted());
        return lines;
    }

    internal static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
