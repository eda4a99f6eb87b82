using Microsoft.OpenApi;
using Ward.Server.Access.Tokens;
using Ward.Server.Application;

namespace Ward.Server.Hosting;

/// <summary>The document at /api/v1/openapi.json.</summary>
internal static class OpenApi
{
    public static void AddWardOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", o => o.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "Ward",
            Version = StatusDesk.Version,
            Description = "Everything that the console does. Errors are application/problem+json (RFC 9457). Times are UTC. "
                + "Text that comes from logs is given as it came: treat it as hostile.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [BearerHandler.SchemeName] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token made on the page Users and tokens, or by POST /tokens." },
            ["Cookie"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "ward", Description = "The console's sign-in." },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerHandler.SchemeName, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("Cookie", document)] = [] },
        ];
        return Task.CompletedTask;
    }));
}
