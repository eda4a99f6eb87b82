namespace Ward.Ingest.Feeds;

/// <summary>A broker that Ward subscribes to.</summary>
/// <param name="Servers">MQTT: one host:port. Kafka: one or more, separated by commas.</param>
/// <param name="Topics">MQTT: topic filters, with + and #. Kafka: topic names.</param>
/// <param name="Group">MQTT: the client id, by which the broker keeps the session. Kafka: the consumer group.</param>
public sealed record FeedBroker(string Servers, IReadOnlyList<string> Topics, string Group)
{
    /// <summary>Whether TLS is spoken; default false.</summary>
    public bool Tls { get; init; }

    /// <summary>A PEM file with the authority of the broker's certificate; null takes the system's.</summary>
    public string? Authority { get; init; }

    public string? User { get; init; }

    /// <summary>The file whose first line is the password; read at every connection, so that it can be changed.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Kafka: how the user signs in; without a user nothing is asked.</summary>
    public SignIn SignIn { get; init; }

    /// <summary>Kafka: a PEM file with Ward's own certificate, and its chain, for a broker that asks for one; null shows none.</summary>
    public string? Certificate { get; init; }

    /// <summary>Kafka: the PEM file with its private key, not encrypted; null where it stands in the certificate's file.</summary>
    public string? Key { get; init; }

    /// <summary>Kafka: whether a line is an object with the message's topic, partition, key and headers around its value; default false, the value alone.</summary>
    public bool Envelope { get; init; }
}
