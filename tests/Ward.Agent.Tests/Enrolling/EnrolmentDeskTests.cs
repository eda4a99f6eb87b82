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
    private readonly ScratchFolder _folder = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly byte[] _code = RandomNumberGenerator.GetBytes(16);
    private readonly AgentIdentity _identity;
    private readonly CityAuthority _authority;
    private readonly EnrolmentDesk _desk;

    public EnrolmentDeskTests()
    {
        _identity = AgentIdentity.Open(_folder.Path);
        _authority = new(new KeyFolder(_folder.At("trust")), TimeProvider.System);
        _desk = new(_identity, [.. _code], _time, NullLogger.Instance);
    }

    [Fact]
    public void TheRightProofEnrolsAndVoidsTheCode()
    {
        Assert.Equal(EnrolmentMessage.Done, Try(_code).Step);
        Assert.True(_desk.Enrolled);
        Assert.Equal(EnrolmentMessage.Refused, Try(_code).Step);
    }

    [Fact]
    public void FiveWrongProofsVoidTheCode()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(EnrolmentMessage.Refused, Try(RandomNumberGenerator.GetBytes(16)).Step);
        Assert.True(_desk.IsVoid);
        Assert.Equal(EnrolmentMessage.Refused, Try(_code).Step);
        Assert.False(_desk.Enrolled);
    }

    [Fact]
    public void AfterFifteenMinutesTheCodeIsVoid()
    {
        _time.Advance(TimeSpan.FromMinutes(15.1));
        Assert.Equal(EnrolmentMessage.Refused, Try(_code).Step);
        Assert.False(_desk.Enrolled);
    }

    [Fact]
    public void AProofIsGoodForOneOfferOnly()
    {
        var nonce = RandomNumberGenerator.GetBytes(32);
        var offer = _desk.Answer(new(EnrolmentMessage.Hello, nonce));
        var handOver = HandOver(_code, nonce, offer);
        _desk.Answer(handOver with { Proof = new byte[32] });
        Assert.Equal(EnrolmentMessage.Refused, _desk.Answer(handOver).Step);
        Assert.False(_desk.Enrolled);
    }

    [Fact]
    public void AnotherAuthorityThanTheProofWasMadeOverIsRefused()
    {
        using var other = new CityAuthority(new KeyFolder(_folder.At("other")), TimeProvider.System);
        var nonce = RandomNumberGenerator.GetBytes(32);
        var offer = _desk.Answer(new(EnrolmentMessage.Hello, nonce));
        var handOver = HandOver(_code, nonce, offer) with { Authority = other.Certificate.RawData };
        Assert.Equal(EnrolmentMessage.Refused, _desk.Answer(handOver).Step);
        Assert.Null(_identity.Certificate);
    }

    [Fact]
    public void NonsenseIsRefusedWithoutCountingAsATry()
    {
        for (var i = 0; i < 20; i++)
            Assert.Equal(EnrolmentMessage.Refused, _desk.Answer(EnrolmentMessage.Read("{\"step\":\"dance\"}"u8)).Step);
        Assert.Equal(EnrolmentMessage.Refused, _desk.Answer(EnrolmentMessage.Read([0xff, 0x00])).Step);
        Assert.Equal(EnrolmentMessage.Done, Try(_code).Step);
    }

    public void Dispose()
    {
        _identity.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    private EnrolmentMessage Try(byte[] code)
    {
        var nonce = RandomNumberGenerator.GetBytes(32);
        var offer = _desk.Answer(new(EnrolmentMessage.Hello, nonce));
        return offer.Step == EnrolmentMessage.Offer ? _desk.Answer(HandOver(code, nonce, offer)) : offer;
    }

    private EnrolmentMessage HandOver(byte[] code, byte[] nonce, EnrolmentMessage offer)
    {
        using var certificate = _authority.SignAgent(offer.Request!, "x")!;
        using var city = _authority.Certificate;
        var proof = EnrolmentProof.OfServer(code, _identity.PublicKey, nonce, offer.Nonce!, offer.Request!, certificate.RawData, city.RawData);
        return new(EnrolmentMessage.HandOver, nonce, Proof: proof, Certificate: certificate.RawData, Authority: city.RawData);
    }
}
