using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ward.Standards.OpenC2.Profiles;
using Ward.Standards.OpenC2.Transfer;

namespace Ward.Agent.Collecting;

/// <summary>Hands the spool to the server that asks for it; see <see cref="CollectRequest"/>. Only a producer's certificate may ask.</summary>
internal sealed class CollectEndpoint(Spool spool, Func<HttpContext, string?> roleOf, TimeProvider time, ILogger log, CancellationToken ending) : IDisposable
{
    private const int LargestQuestion = 4096, LargestAnswer = 1 << 20, AtOnce = 4;

    /// <summary>Lines that come together go together: one answer for a burst, instead of one for each line.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim places = new(AtOnce);

    public async Task Serve(HttpContext context)
    {
        if (roleOf(context) != WardProfile.ProducerRole)
        {
            await Refuse(context, StatusCodes.Status403Forbidden, "this certificate may not take what is collected");
            return;
        }
        if (!HttpMethods.IsPost(context.Request.Method) || await ReadBody(context) is not { } bytes || CollectRequest.Read(bytes) is not { } asked)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, "not a question for what is collected");
            return;
        }
        if (!await places.WaitAsync(0, context.RequestAborted))
        {
            await Refuse(context, StatusCodes.Status503ServiceUnavailable, "too many ask at once");
            return;
        }
        try
        {
            await Answer(context, asked);
        }
        catch (IOException wrong)
        {
            AgentLog.CollectorFailed(log, "spool", wrong.Message);
            if (!context.Response.HasStarted)
                await Refuse(context, StatusCodes.Status500InternalServerError, wrong.Message);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();

    private async Task Answer(HttpContext context, CollectRequest asked)
    {
        spool.Acknowledge(asked.Stream, asked.After);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ending);
        var grown = spool.Grown(asked.Stream, asked.After);
        if (!grown.IsCompleted && asked.Wait > TimeSpan.Zero)
        {
            await Task.WhenAny(grown, Task.Delay(asked.Wait, time, patience.Token));
            if (grown.IsCompleted)
                await Task.Delay(Gather, time, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await patience.CancelAsync();
        }
        var answer = new ArrayBufferWriter<byte>(16 << 10);
        Encoding.ASCII.GetBytes($"{{\"stream\":\"{spool.Stream}\"}}\n", answer);
        spool.Read(asked.Stream, asked.After, asked.Most, LargestAnswer, answer);
        context.Response.ContentType = "application/x-ndjson";
        context.Response.ContentLength = answer.WrittenCount;
        await context.Response.Body.WriteAsync(answer.WrittenMemory, context.RequestAborted);
    }

    private static async Task<byte[]?> ReadBody(HttpContext context)
    {
        var bytes = new byte[LargestQuestion + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, context.RequestAborted);
        return length > LargestQuestion ? null : bytes[..length];
    }

    private static async Task Refuse(HttpContext context, int status, string words)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(words), context.RequestAborted);
    }
}
