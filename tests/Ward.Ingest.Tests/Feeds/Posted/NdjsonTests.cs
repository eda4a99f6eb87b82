using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Tests.Journal;

namespace Ward.Ingest.Tests.Feeds.Posted;

public sealed class NdjsonTests : IAsyncDisposable
{
    private static readonly FeedId Api = new("api");
    private readonly MemoryJournal journal = new();

    [Fact]
    public async Task EveryLineOfAGoodBodyIsKept()
    {
        Assert.Equal(new IntakeReceipt.Accepted(3), await Post("{\"a\":1}\r\n\n{\"b\":\"é\"}\n{\"c\":[]}"));
        Assert.Equal(["{\"a\":1}", "{\"b\":\"é\"}", "{\"c\":[]}"], journal.Lines);
        Assert.All(journal.Kept, a => Assert.Equal(Assurance.Authenticated, a.Assurance));
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":\n{}", 2, "not JSON")]
    [InlineData("{\"a\":1}\n[1]", 2, "not a JSON object")]
    [InlineData("{\"a\":1}\n{} {}", 2, "not JSON")]
    public async Task ABadLineRefusesTheWholeBodyByItsNumber(string body, int line, string reason)
    {
        var refused = Assert.IsType<IntakeReceipt.Refused>(await Post(body));
        Assert.Equal(line, refused.Line);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.Empty(journal.Kept);
    }

    [Fact]
    public async Task BytesThatAreNotUtf8AreRefused()
    {
        var refused = Assert.IsType<IntakeReceipt.Refused>(await Post([.. "{}\n{\"a\":\""u8, 0xFF, .. "\"}"u8]));
        Assert.Equal((2, "the line is not UTF-8"), (refused.Line, refused.Reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ALineOverTheLimitIsRefusedByItsNumber(bool ended)
    {
        var refused = Assert.IsType<IntakeReceipt.Refused>(await Post("{}\n{\"a\":\"" + new string('x', 300_000) + (ended ? "\"}\n" : "")));
        Assert.Equal(2, refused.Line);
    }

    [Fact]
    public async Task ABodyOverTheLimitIsRefused()
    {
        Assert.IsType<IntakeReceipt.TooLarge>(await Post(string.Concat(Enumerable.Repeat("{\"a\":1}\n", 200_000))));
        Assert.Empty(journal.Kept);
    }

    [Fact]
    public async Task AFullDiskIsNotAcknowledged()
    {
        journal.Full = true;
        Assert.IsType<IntakeReceipt.Unavailable>(await Post("{}"));
    }

    [Fact]
    public async Task AnUnknownFeedIsSaidToBeSo() =>
        Assert.Equal(new IntakeReceipt.NoSuchFeed(new FeedId("x")), await Made().Accept(new FeedId("x"), PostedFormat.Ndjson, new MemoryStream(), Assurance.None, null, TestContext.Current.CancellationToken));

    [Fact]
    public async Task AnUnlistedSenderIsRefused()
    {
        var made = Made(IPNetwork.Parse("192.0.2.0/24"));
        Assert.IsType<IntakeReceipt.Refused>(await made.Accept(Api, PostedFormat.Ndjson, new MemoryStream("{}"u8.ToArray()), Assurance.Authenticated, IPAddress.Loopback, TestContext.Current.CancellationToken));
        Assert.Equal(1, made.Feeds[0].Dropped);
    }

    [Fact]
    public async Task BodiesTogetherHoldNoMoreThanTheLimit()
    {
        var made = Made();
        var slow = new TaskCompletionSource();
        var held = Enumerable.Range(0, 40).Select(_ => made.Accept(Api, PostedFormat.Ndjson, new SlowStream(slow.Task), Assurance.Authenticated, null, TestContext.Current.CancellationToken)).ToArray();
        Assert.IsType<IntakeReceipt.Unavailable>(await await Task.WhenAny(held));
        slow.SetResult();
        await Task.WhenAll(held);
        Assert.Equal(new IntakeReceipt.Accepted(1), await made.Accept(Api, PostedFormat.Ndjson, new MemoryStream("{}"u8.ToArray()), Assurance.Authenticated, null, TestContext.Current.CancellationToken));
    }

    private Task<IntakeReceipt> Post(string body) => Post(Encoding.UTF8.GetBytes(body));

    private Task<IntakeReceipt> Post(byte[] body) => Made().Accept(Api, PostedFormat.Ndjson, new MemoryStream(body), Assurance.Authenticated, null, TestContext.Current.CancellationToken);

    private Ingestion Made(params IPNetwork[] from) =>
        new(new CityId("c"), [new FeedOptions(Api, FeedKind.Http, null, null, "json", null, from)], journal, 0, _ => null, new IngestOptions { BodyLimit = 1 << 20, BodiesLimit = 2 << 20 }, TimeProvider.System, NullLogger.Instance);

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    /// <summary>Gives nothing until let go, then ends.</summary>
    private sealed class SlowStream(Task letGo) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await letGo;
            return 0;
        }
    }
}
