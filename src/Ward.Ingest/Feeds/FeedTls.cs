namespace Ward.Ingest.Feeds;

/// <summary>What a listening TLS feed shows and asks for; all are paths of PEM files.</summary>
/// <param name="Certificate">The server's certificate, followed by those between it and its root.</param>
/// <param name="Key">Its private key; null where it stands in the certificate's file.</param>
/// <param name="Clients">The authority whose certificates senders must show, or null where none is asked for. A sender that shows one is authenticated.</param>
public sealed record FeedTls(string Certificate, string? Key, string? Clients);
