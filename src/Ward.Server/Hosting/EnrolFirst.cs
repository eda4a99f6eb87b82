using Ward.Server.Access;

namespace Ward.Server.Hosting;

/// <summary>A person who has signed in by password alone is led to the second factor before any page of the console.</summary>
internal sealed class EnrolFirst(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var caller = Caller.From(http.User);
        var page = http.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null;
        if (!page || !caller.IsKnown || caller.SecondFactor || http.Request.Path.StartsWithSegments("/account")) return next(http);
        http.Response.Redirect("/account/second-factor");
        return Task.CompletedTask;
    }
}
