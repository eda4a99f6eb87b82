using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Profiles;
using Ward.Standards.OpenC2.Transfer;

namespace Ward.Agent.Serving;

/// <summary>OpenC2 over HTTPS 1.1 on the consumer's side: the HTTP status is the OpenC2 status.</summary>
internal sealed class OpenC2Endpoint(Consumer consumer, Func<HttpContext, string?> roleOf, TimeProvider time, RateLimiter limit, ILogger log)
{
    public const int LargestBody = 64 * 1024;
    private const string RequestIdHeader = "X-Request-ID";

    public async Task Serve(HttpContext context)
    {
        var (request, response) = await Handle(context);
        context.Response.StatusCode = response.Status;
        context.Response.Headers.CacheControl = "no-cache";
        if (request?.Request?.Args?.ResponseRequested == ResponseRequest.None)
            return;
        var id = request?.RequestId is { Length: > 0 } inside ? inside : context.Request.Headers[RequestIdHeader].ToString();
        var body = new OpenC2Message(id.Length <= 256 ? id : id[..256], time.GetUtcNow(), null, null, response).Print();
        context.Response.ContentType = OpenC2Message.ContentTypeWithVersion;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private async Task<(OpenC2Message?, OpenC2Response)> Handle(HttpContext context)
    {
        if (roleOf(context) is not { } role)
            return (null, Consumer.Say(OpenC2Status.Unauthorized, "no role"));
        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.Path.Value != OpenC2Message.Path)
            return (null, Consumer.Say(OpenC2Status.NotFound, $"only POST {OpenC2Message.Path}"));
        if (context.Request.ContentType?.StartsWith(OpenC2Message.ContentType, StringComparison.OrdinalIgnoreCase) != true)
            return (null, Consumer.Say(OpenC2Status.BadRequest, $"the content type is {OpenC2Message.ContentTypeWithVersion}"));
        if (await ReadBody(context.Request.BodyReader, context.RequestAborted) is not { } bytes)
            return (null, Consumer.Say(OpenC2Status.BadRequest, $"larger than {LargestBody} bytes"));
        if (!OpenC2Message.TryRead(bytes, WardProfile.Vocabulary, out var message, out var reason) || message.Request is not { } command)
            return (null, Consumer.Say(OpenC2Status.BadRequest, reason.Length > 0 ? reason : "not a request"));
        // Releases are never rationed: the kill switch must get through a flood.
        if (command.Action != OpenC2Action.Delete)
        {
            using var lease = limit.AttemptAcquire();
            if (!lease.IsAcquired)
                return (message, Consumer.Say(OpenC2Status.ServiceUnavailable, "more commands than the rate limit"));
        }
        try
        {
            // A command once begun is carried through: the caller's patience is not the element's.
            return (message, await consumer.Answer(command, role, context.Connection.RemoteIpAddress ?? IPAddress.None, CancellationToken.None));
        }
        catch (Exception wrong)
        {
            AgentLog.Unexpected(log, wrong);
            return (message, Consumer.Say(OpenC2Status.InternalError, $"it may or may not be in force: {wrong.Message}"));
        }
    }

    private static async Task<byte[]?> ReadBody(PipeReader reader, CancellationToken stop)
    {
        while (true)
        {
            var read = await reader.ReadAsync(stop);
            if (read.Buffer.Length > LargestBody)
                return null;
            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
