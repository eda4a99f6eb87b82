using System.Net;
using System.Text;
using CsCheck;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Profiles;

namespace Ward.Standards.Tests.OpenC2;

public sealed class RoundTripTests
{
    private static readonly Gen<AddressRange> V4 = Gen.Select(Gen.Byte.Array[4], Gen.Int[0, 32], (b, p) => new AddressRange(new IPAddress(b), p));
    private static readonly Gen<AddressRange> V6 = Gen.Select(Gen.Byte.Array[16], Gen.Int[0, 128], (b, p) => new AddressRange(new IPAddress(b), p));
    private static readonly Gen<L4Protocol> Protocol = Gen.Int[0, 3].Select(i => Enum.GetValues<L4Protocol>()[i]);

    private static Gen<ConnectionTuple> Tuple(Gen<AddressRange> range) =>
        Gen.Select(range.Nullable(), Gen.Int[0, 65535].Nullable(), range, Gen.Int[0, 65535].Nullable(), Protocol.Nullable(),
            (s, sp, d, dp, p) => new ConnectionTuple(s, sp, d, dp, p));

    private static readonly Gen<OpenC2Target> Targets = Gen.OneOf<OpenC2Target>(
        V4.Select(r => (OpenC2Target)new OpenC2Target.Ipv4Net(r)),
        V6.Select(r => (OpenC2Target)new OpenC2Target.Ipv6Net(r)),
        Tuple(V4).Select(t => (OpenC2Target)new OpenC2Target.Ipv4Connection(t)),
        Tuple(V6).Select(t => (OpenC2Target)new OpenC2Target.Ipv6Connection(t)),
        Gen.Long.Select(n => (OpenC2Target)new OpenC2Target.RuleNumber(n)),
        Gen.String.AlphaNumeric.Select(id => (OpenC2Target)new OpenC2Target.Device(null, null, id)));

    private static readonly Gen<OpenC2Args> Arguments = Gen.Select(Gen.Long[0, 4_000_000_000_000], Gen.Long[0, 1_000_000_000],
        Gen.Int[0, 3].Select(i => (ResponseRequest)i).Nullable(),
        (at, length, asked) => new OpenC2Args(DateTimeOffset.FromUnixTimeMilliseconds(at), null, TimeSpan.FromMilliseconds(length), asked, null, []));

    [Fact]
    public void ACommandSurvivesItsPrint() =>
        Gen.Select(Targets, Arguments, Gen.String.AlphaNumeric, (target, args, id) => new OpenC2Command(OpenC2Action.Deny, target, args, null, id))
            .Sample(command =>
                OpenC2Command.TryRead(command.Print(), WardProfile.Vocabulary, out var again, out _) && again == command);

    [Fact]
    public void NoBytesBreakTheReader() =>
        Gen.Byte.Array[0, 200].Sample(bytes => OpenC2Fuzz.Fuzz(bytes));

    [Fact]
    public void NoDamageToAGoodCommandBreaksTheReader()
    {
        var good = Encoding.UTF8.GetBytes("""{"headers":{"request_id":"7"},"body":{"openc2":{"request":{"action":"deny","target":{"ipv4_connection":{"src_addr":"10.0.0.1/8","dst_port":22,"protocol":"tcp"}},"args":{"stop_time":1,"slpf":{"direction":"both"},"x-ward":{"a":"\u00e9"}},"actuator":{"slpf":{"asset_id":"fw"}},"command_id":"p-1"}}}}""");
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, 5], Gen.Int[0, good.Length - 1]).Sample((at, value, cut, from) =>
        {
            var bytes = good.ToArray();
            bytes[at] = value;
            OpenC2Fuzz.Fuzz(cut == 0 ? bytes.AsSpan(0, from) : bytes);
            var inner = bytes.AsSpan()[50..^3];
            OpenC2Fuzz.Fuzz(inner);
        });
    }

    [Fact]
    public void ACodeSurvivesItsPrint() =>
        Gen.Byte.Array[16].Sample(bytes => OneTimeCode.TryRead(OneTimeCode.Print(bytes), out var again) && again.AsSpan().SequenceEqual(bytes));

    [Fact]
    public void ACodeOfAnotherLengthIsRefused() =>
        Gen.Byte.Array[0, 40].Where(b => b.Length != 16).Sample(bytes => !OneTimeCode.TryRead(OneTimeCode.Print(bytes), out _));
}
