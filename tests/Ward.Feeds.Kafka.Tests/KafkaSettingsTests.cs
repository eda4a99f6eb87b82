using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Confluent.Kafka;
using Ward.Ingest.Feeds;

namespace Ward.Feeds.Kafka.Tests;

public sealed class KafkaSettingsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ward-kafka-").FullName;
    private readonly FeedBroker broker;

    public KafkaSettingsTests()
    {
        File.WriteAllText(At("word"), "secret\nand more\n");
        broker = new FeedBroker("127.0.0.1:1", ["t"], "g") { User = "ward", PasswordFile = At("word") };
    }

    [Theory]
    [InlineData(SignIn.ScramSha512, false, SaslMechanism.ScramSha512, SecurityProtocol.SaslPlaintext)]
    [InlineData(SignIn.ScramSha256, true, SaslMechanism.ScramSha256, SecurityProtocol.SaslSsl)]
    [InlineData(SignIn.Plain, true, SaslMechanism.Plain, SecurityProtocol.SaslSsl)]
    public void EachWayToSignInIsOneThatTheLibraryTakes(SignIn how, bool tls, SaslMechanism mechanism, SecurityProtocol protocol)
    {
        var settings = KafkaSettings.Of(broker with { SignIn = how, Tls = tls });
        Assert.Equal((mechanism, protocol, "ward", "secret"), (settings.SaslMechanism, settings.SecurityProtocol, settings.SaslUsername, settings.SaslPassword));
        Build(settings);
    }

    [Fact]
    public void APasswordIsNotToldInClear() =>
        Assert.Contains("over TLS only", Assert.Throws<ArgumentException>(() => KafkaSettings.Of(broker with { SignIn = SignIn.Plain })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ACertificateIsShownWithItsKeyOrWithTheOneInItsFile(bool apart)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=ward", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90));
        File.WriteAllText(At("ward.pem"), certificate.ExportCertificatePem() + (apart ? "" : "\n" + key.ExportPkcs8PrivateKeyPem()));
        File.WriteAllText(At("ward.key"), key.ExportPkcs8PrivateKeyPem());
        var settings = KafkaSettings.Of(new FeedBroker("127.0.0.1:1", ["t"], "g") { Tls = true, Certificate = At("ward.pem"), Key = apart ? At("ward.key") : null });
        Assert.Equal((SecurityProtocol.Ssl, At("ward.pem"), At(apart ? "ward.key" : "ward.pem")), (settings.SecurityProtocol, settings.SslCertificateLocation, settings.SslKeyLocation));
        Build(settings);
        // The library does look at them.
        File.WriteAllText(At("ward.pem"), "none");
        Assert.Throws<InvalidOperationException>(() => Build(settings));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Build(ConsumerConfig settings)
    {
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(settings).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
    }

    private string At(string name) => Path.Combine(folder, name);
}
