using Ward.Server.Access;

namespace Ward.Server.Api;

/// <summary>
/// A second lock beside SameSite=Strict: a request that changes something, comes with the cookie and says that
/// another site sent it is refused. Tokens are not sent by browsers on their own, so they pass.
/// </summary>
internal sealed class SameOrigin : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method) || Caller.From(http.User).Token is not null) return next(context);
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        var foreign = site is "cross-site" or "same-site"
            || (origin.Length > 0 && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || from.Authority != request.Host.Value));
        return foreign
            ? ValueTask.FromResult<object?>(TypedResults.Problem("The request comes from another site.", statusCode: StatusCodes.Status403Forbidden))
            : next(context);
    }
}
