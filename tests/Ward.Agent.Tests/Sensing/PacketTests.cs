using CsCheck;
using Ward.Agent.Sensing;

namespace Ward.Agent.Tests.Sensing;

public sealed class PacketTests
{
    [Fact]
    public void NoBytesBreakTheReader() =>
        Gen.Select(Gen.Byte.Array[0, 128], Gen.Int[0, 2]).Sample((bytes, kind) => { PacketSensor.TryRead(bytes, kind == 0 ? 0x0800 : kind == 1 ? 0x86DD : 0x0806, out _); });

    [Fact]
    public void APacketOfIPv4IsReadWithItsPorts()
    {
        byte[] bytes = [0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0x1F, 0x90, 0, 22];
        Assert.True(PacketSensor.TryRead(bytes, 0x0800, out var packet));
        Assert.Equal(("10.0.0.1", "10.0.0.2", (byte)6, 8080, 22), (packet.From.ToString(), packet.To.ToString(), packet.Protocol, packet.FromPort, packet.Port));
    }
}
