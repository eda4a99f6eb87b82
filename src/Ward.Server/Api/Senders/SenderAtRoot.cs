using Ward.Server.Application;

namespace Ward.Server.Api.Senders;

/// <summary>
/// Shippers that can name only a host knock at the root, where people find the console. People come with a cookie and never with this header:
/// whoever shows a token outside the API and the other doors is led to Elastic's door, to the feed that its token is bound to.
/// </summary>
internal sealed class SenderAtRoot(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        if (http.Request.Headers.ContainsKey("Authorization") && !path.StartsWithSegments("/api") && !SenderDoors.Has(path))
            http.Request.Path = new PathString($"/elastic/{IngestDesk.Own}").Add(path);
        return next(http);
    }
}
