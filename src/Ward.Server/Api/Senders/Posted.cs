using System.IO.Compression;
using System.Security.Claims;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Server.Application;

namespace Ward.Server.Api.Senders;

/// <summary>What became of a posted body, in HTTP's terms; each protocol says it in its own words.</summary>
/// <param name="Status">200 means that everything counted in <paramref name="Accepted"/> is durable.</param>
/// <param name="Words">What is wrong, one sentence; empty where nothing is.</param>
/// <param name="Line">The 1-based line or object at fault, 0 where it is none of them.</param>
internal sealed record Posted(int Status, string Words, int Line, IntakeReceipt.Accepted? Accepted)
{
    private const int TryAgainSeconds = 5;

    /// <summary>Reads and keeps the body; a Retry-After is set where the sender should come again.</summary>
    /// <param name="feed">The feed that the path names, or <see cref="IngestDesk.Own"/>.</param>
    public static async Task<Posted> Take(HttpContext http, IngestDesk desk, string feed, PostedFormat format, CancellationToken stop)
    {
        var entered = await desk.Enter(http.User.Caller(), feed);
        if (entered is not Answer<FeedId>.Ok ok) return Denied(http.User, entered);
        if (http.Request.ContentLength > IngestDesk.LargestBody) return TooLarge;
        using var body = new BoundedBody(http.Request.Body, IngestDesk.LargestBody);
        await using var unpacked = Unpacked(http.Request.Headers.ContentEncoding.ToString(), body);
        if (unpacked is null) return new Posted(StatusCodes.Status415UnsupportedMediaType, "Of content encodings gzip and deflate are understood.", 0, null);
        return await Take(http, desk, ok.Value, format, unpacked, body, stop);
    }

    /// <summary>The same for a body that the protocol has already unpacked.</summary>
    public static async Task<Posted> Take(HttpContext http, IngestDesk desk, FeedId feed, PostedFormat format, Stream unpacked, BoundedBody body, CancellationToken stop)
    {
        var receipt = await desk.Post(feed, format, unpacked, http.Connection.RemoteIpAddress, stop);
        if (body.Exceeded) return TooLarge;
        var (posted, wait) = receipt switch
        {
            IntakeReceipt.Accepted accepted => (new Posted(StatusCodes.Status200OK, "", 0, accepted), 0),
            IntakeReceipt.Refused refused => (new Posted(StatusCodes.Status400BadRequest, refused.Reason, refused.Line, null), 0),
            IntakeReceipt.TooLarge large => (new Posted(StatusCodes.Status413PayloadTooLarge, large.Reason, 0, null), 0),
            IntakeReceipt.NoSuchFeed => (new Posted(StatusCodes.Status404NotFound, "There is no feed of this name that takes posted lines.", 0, null), 0),
            IntakeReceipt.TooFast fast => (new Posted(StatusCodes.Status429TooManyRequests, "The feed's rate is exceeded.", 0, null), (int)Math.Ceiling(fast.Wait.TotalSeconds)),
            IntakeReceipt.Unavailable unavailable => (new Posted(StatusCodes.Status503ServiceUnavailable, unavailable.Reason, 0, null), TryAgainSeconds),
            _ => throw new InvalidOperationException($"unknown receipt {receipt.GetType().Name}"),
        };
        if (wait > 0) http.Response.Headers.RetryAfter = wait.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return posted;
    }

    public static Posted Denied(ClaimsPrincipal user, Answer<FeedId> answer) => new(
        answer switch
        {
            Answer<FeedId>.Denied => user.Caller().IsKnown ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized,
            Answer<FeedId>.Invalid => StatusCodes.Status400BadRequest,
            _ => throw new InvalidOperationException($"{answer.GetType().Name} is no refusal"),
        },
        answer.Problem!, 0, null);

    private static Posted TooLarge { get; } = new(StatusCodes.Status413PayloadTooLarge, $"A body is at most {IngestDesk.LargestBody} bytes; send it in parts.", 0, null);

    private static Stream? Unpacked(string encoding, Stream body) => encoding switch
    {
        "" or "identity" => body,
        "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress, leaveOpen: true),
        "deflate" => new ZLibStream(body, CompressionMode.Decompress, leaveOpen: true),
        _ => null,
    };
}
