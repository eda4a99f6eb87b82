namespace Ward.Ingest.Feeds;

/// <summary>How a user shows a Kafka broker that he knows the password (SASL).</summary>
public enum SignIn
{
    /// <summary>SCRAM (RFC 5802) with SHA-512: the password does not leave this machine.</summary>
    ScramSha512,
    /// <summary>The same with SHA-256.</summary>
    ScramSha256,
    /// <summary>The password itself (RFC 4616); over TLS only.</summary>
    Plain,
}
