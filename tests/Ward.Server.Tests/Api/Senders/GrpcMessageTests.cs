using System.IO.Compression;
using CsCheck;
using Ward.Server.Api.Senders;

namespace Ward.Server.Tests.Api.Senders;

public sealed class GrpcMessageTests
{
    [Fact]
    public Task AMessageComesOutAsItWasFramedHoweverItsBytesArrive() => Gen.Select(Gen.Byte.Array[0, 300], Gen.Bool, Gen.Int[1, 9]).SampleAsync(async (content, packed, step) =>
    {
        var body = packed ? Pack(content) : content;
        Assert.Equal(content, await Read([packed ? (byte)1 : (byte)0, 0, 0, (byte)(body.Length >> 8), (byte)body.Length, .. body], step));
    });

    [Theory, InlineData("0000000003010203FF"), InlineData("00000000050102"), InlineData("0100000003010203")]
    public Task AMessageThatIsNotAsItsHeaderSaysIsBad(string hex) => Assert.ThrowsAsync<InvalidDataException>(() => Read(Convert.FromHexString(hex), 3));

    [Fact]
    public Task AnyBytesAreAMessageOrNoneOrBad() => Gen.Select(Gen.OneOf(Gen.Byte, Gen.Int[0, 3].Select(i => (byte)i)).Array[0, 40], Gen.Int[1, 9]).SampleAsync(async (bytes, step) =>
    {
        try
        {
            await Read(bytes, step);
        }
        catch (InvalidDataException)
        {
            // Its sender hears so.
        }
    }, iter: 10_000);

    /// <summary>Null where there is no message, which then has a reason.</summary>
    private static async Task<byte[]?> Read(byte[] bytes, int step)
    {
        var (message, refused) = await GrpcMessage.Open(new Steps(bytes, step), "gzip", TestContext.Current.CancellationToken);
        Assert.NotEqual(message is null, refused is null);
        if (message is null) return null;
        using var all = new MemoryStream();
        await message.CopyToAsync(all, TestContext.Current.CancellationToken);
        return all.ToArray();
    }

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest)) zip.Write(content);
        return packed.ToArray();
    }

    private sealed class Steps(byte[] bytes, int step) : MemoryStream(bytes, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span[..Math.Min(step, buffer.Length)]));
    }
}
