using System.Text;
using Ward.Intelligence;

namespace Ward.Tests.Intelligence;

public sealed class BoundedLinesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("\na\r\n\nb", new[] { "", "a", "", "b" })]
    [InlineData("123456789\nb\n", new[] { "12345", "b" })]
    public async Task ALineEndsWhereItEndsAndIsNeverLongerThanAllowed(string text, string[] expected)
    {
        var lines = new BoundedLines(new StringReader(text), 5);
        foreach (var line in expected) Assert.Equal(line, await lines.Next(Stop));
        Assert.Null(await lines.Next(Stop));
        Assert.Null(await lines.Next(Stop));
    }

    [Fact]
    public async Task ALineOverManyReadsIsOneLine()
    {
        var longLine = new string('x', 50_000);
        var lines = new BoundedLines(new StringReader($"{longLine}\nb"), 64 * 1024);
        Assert.Equal(longLine, await lines.Next(Stop));
        Assert.Equal("b", await lines.Next(Stop));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4096)]
    public async Task ASourceThatFallsSilentIsNeverWaitedForWithoutHearingTheStop(int bytes)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using var reader = new StreamReader(new SilentStream(bytes), Encoding.UTF8);
        var lines = new BoundedLines(reader, 5);
        var next = lines.Next(stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    /// <summary>Gives some bytes and then nothing, as a connection does that stays open.</summary>
    private sealed class SilentStream(int bytes) : MemoryStream(new byte[bytes])
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("It was waited for in a way that cannot be stopped.");

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("It was waited for in a way that cannot be stopped.");

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length) await Task.Delay(Timeout.Infinite, cancellationToken);
            var read = (int)Math.Min(buffer.Length, Length - Position);
            buffer.Span[..read].Fill((byte)'x');
            Position += read;
            return read;
        }
    }
}
