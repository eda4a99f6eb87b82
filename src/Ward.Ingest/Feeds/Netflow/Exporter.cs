using System.Net;

namespace Ward.Ingest.Feeds.Netflow;

/// <summary>Who exports: numbers of templates are its own.</summary>
internal readonly record struct Exporter(IPAddress Address, byte Version, uint Domain);
