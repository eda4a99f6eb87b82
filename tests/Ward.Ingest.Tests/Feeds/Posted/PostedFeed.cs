using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Tests.Journal;

namespace Ward.Ingest.Tests.Feeds.Posted;

/// <summary>One HTTP feed over a journal in memory.</summary>
internal sealed class PostedFeed
{
    public static readonly FeedId Api = new("api");

    public PostedFeed(IngestOptions? options = null, int? rate = null, TimeProvider? time = null) =>
        Ingestion = new Ingestion(new CityId("c"), [new FeedOptions(Api, FeedKind.Http, null, null, "json", null, []) { Rate = rate }], Journal, 0, _ => null,
            options ?? new IngestOptions(), time ?? TimeProvider.System, NullLogger.Instance);

    public MemoryJournal Journal { get; } = new();

    public Ingestion Ingestion { get; }

    public IReadOnlyList<string> Lines => Journal.Lines;

    public Task<IntakeReceipt> Post(PostedFormat format, string body) => Post(format, Encoding.UTF8.GetBytes(body));

    public Task<IntakeReceipt> Post(PostedFormat format, byte[] body) =>
        Ingestion.Accept(Api, format, new MemoryStream(body), Assurance.Authenticated, null, TestContext.Current.CancellationToken);
}
