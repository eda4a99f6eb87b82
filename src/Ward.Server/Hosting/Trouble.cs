using Microsoft.AspNetCore.Diagnostics;

namespace Ward.Server.Hosting;

/// <summary>The answer where something broke: no inner words, a number to look for in the log.</summary>
internal static class Trouble
{
    public static async Task Answer(HttpContext http)
    {
        var bad = http.Features.Get<IExceptionHandlerFeature>()?.Error as BadHttpRequestException;
        http.Response.StatusCode = bad?.StatusCode ?? StatusCodes.Status500InternalServerError;
        if (http.Request.Path.StartsWithSegments("/api"))
        {
            await TypedResults.Problem(
                bad is null ? $"Something broke; the server's log has it under {http.TraceIdentifier}." : "The request cannot be read.",
                statusCode: http.Response.StatusCode).ExecuteAsync(http);
            return;
        }

        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync($"Something broke; the server's log has it under {http.TraceIdentifier}.", http.RequestAborted);
    }
}
