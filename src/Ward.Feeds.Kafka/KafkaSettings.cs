using Confluent.Kafka;
using Ward.Ingest.Feeds;

namespace Ward.Feeds.Kafka;

/// <summary>How a feed's broker is told to the client library.</summary>
internal static class KafkaSettings
{
    private const int QueuedKilobytes = 16 << 10, QueuedMessages = 10_000;

    /// <exception cref="IOException">A file that the feed names is missing or cannot be read; the message says which.</exception>
    public static ConsumerConfig Of(FeedBroker broker)
    {
        Check(broker.Authority, "the authority");
        Check(broker.Certificate, "the certificate");
        Check(broker.Key, "the key");
        var settings = new ConsumerConfig
        {
            BootstrapServers = broker.Servers,
            GroupId = broker.Group,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            QueuedMaxMessagesKbytes = QueuedKilobytes,
            QueuedMinMessages = QueuedMessages,
            AllowAutoCreateTopics = false,
            SecurityProtocol = (broker.Tls, broker.User is not null) switch
            {
                (false, false) => SecurityProtocol.Plaintext,
                (true, false) => SecurityProtocol.Ssl,
                (false, true) => SecurityProtocol.SaslPlaintext,
                (true, true) => SecurityProtocol.SaslSsl,
            },
            SslCaLocation = broker.Authority,
            SslCertificateLocation = broker.Certificate,
            SslKeyLocation = broker.Certificate is null ? null : broker.Key ?? broker.Certificate,
        };
        if (broker.User is null) return settings;
        Check(broker.PasswordFile, "the password");
        settings.SaslMechanism = broker.SignIn switch
        {
            SignIn.ScramSha512 => SaslMechanism.ScramSha512,
            SignIn.ScramSha256 => SaslMechanism.ScramSha256,
            SignIn.Plain when broker.Tls => SaslMechanism.Plain,
            SignIn.Plain => throw new ArgumentException($"Kafka {broker.Servers}: plain tells the password to whoever listens; it is spoken over TLS only."),
            _ => throw new ArgumentOutOfRangeException(nameof(broker), broker.SignIn, null),
        };
        settings.SaslUsername = broker.User;
        settings.SaslPassword = File.ReadLines(broker.PasswordFile!).FirstOrDefault() ?? "";
        return settings;
    }

    private static void Check(string? file, string what)
    {
        if (file is not null && !File.Exists(file)) throw new IOException($"{what} {file} is missing");
    }
}
