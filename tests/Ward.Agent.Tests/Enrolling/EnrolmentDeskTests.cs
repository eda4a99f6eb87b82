using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.Agent.Enrolling;
using Ward.Lab;
using Ward.Standards.OpenC2.Profiles;
using Ward.Trust.Certificates;

namespace Ward.Agent.Tests.Enrolling;

public sealed class EnrolmentDeskTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly byte[] code = RandomNumberGenerator.GetBytes(16);
    private readonly AgentIdentity identity;
    private readonly CityAuthority authority;
    private readonly EnrolmentDesk desk;

    public EnrolmentDeskTests()
    {
        identity = AgentIdentity.Open(folder.Path);
        authority = new(new KeyFolder(folder.At("trust")), TimeProvider.System);
        desk = new(identity, [.. code], time, NullLogger.Instance);
    }

    [Fact]
    public void TheRightProofEnrolsAndVoidsTheCode()
    {
        Assert.Equal(EnrolmentMessage.Done, Try(code).Step);
        Assert.True(desk.Enrolled);
        Assert.Equal(EnrolmentMessage.Refused, Try(code).Step);
    }

    [Fact]
    public void FiveWrongProofsVoidTheCode()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(EnrolmentMessage.Refused, Try(RandomNumberGenerator.GetBytes(16)).Step);
        Assert.True(desk.IsVoid);
        Assert.Equal(EnrolmentMessage.Refused, Try(code).Step);
        Assert.False(desk.Enrolled);
    }

    [Fact]
    public void AfterFifteenMinutesTheCodeIsVoid()
    {
        time.Advance(TimeSpan.FromMinutes(15.1));
        Assert.Equal(EnrolmentMessage.Refused, Try(code).Step);
        Assert.False(desk.Enrolled);
    }

    [Fact]
    public void AProofIsGoodForOneOfferOnly()
    {
        var nonce = RandomNumberGenerator.GetBytes(32);
        var offer = desk.Answer(new(EnrolmentMessage.Hello, nonce));
        var handOver = HandOver(code, nonce, offer);
        desk.Answer(handOver with { Proof = new byte[32] });
        Assert.Equal(EnrolmentMessage.Refused, desk.Answer(handOver).Step);
        Assert.False(desk.Enrolled);
    }

    [Fact]
    public void AnotherAuthorityThanTheProofWasMadeOverIsRefused()
    {
        using var other = new CityAuthority(new KeyFolder(folder.At("other")), TimeProvider.System);
        var nonce = RandomNumberGenerator.GetBytes(32);
        var offer = desk.Answer(new(EnrolmentMessage.Hello, nonce));
        var handOver = HandOver(code, nonce, offer) with { Authority = other.Certificate.RawData };
        Assert.Equal(EnrolmentMessage.Refused, desk.Answer(handOver).Step);
        Assert.Null(identity.Certificate);
    }

    [Fact]
    public void NonsenseIsRefusedWithoutCountingAsATry()
    {
        for (var i = 0; i < 20; i++)
            Assert.Equal(EnrolmentMessage.Refused, desk.Answer(EnrolmentMessage.Read("{\"step\":\"dance\"}"u8)).Step);
        Assert.Equal(EnrolmentMessage.Refused, desk.Answer(EnrolmentMessage.Read([0xff, 0x00])).Step);
        Assert.Equal(EnrolmentMessage.Done, Try(code).Step);
    }

    public void Dispose()
    {
        identity.Dispose();
        authority.Dispose();
        folder.Dispose();
    }

    private EnrolmentMessage Try(byte[] code)
    {
        var nonce = RandomNumberGenerator.GetBytes(32);
        var offer = desk.Answer(new(EnrolmentMessage.Hello, nonce));
        return offer.Step == EnrolmentMessage.Offer ? desk.Answer(HandOver(code, nonce, offer)) : offer;
    }

    private EnrolmentMessage HandOver(byte[] code, byte[] nonce, EnrolmentMessage offer)
    {
        using var certificate = authority.SignAgent(offer.Request!, "x")!;
        using var city = authority.Certificate;
        var proof = EnrolmentProof.OfServer(code, identity.PublicKey, nonce, offer.Nonce!, offer.Request!, certificate.RawData, city.RawData);
        return new(EnrolmentMessage.HandOver, nonce, Proof: proof, Certificate: certificate.RawData, Authority: city.RawData);
    }
}
