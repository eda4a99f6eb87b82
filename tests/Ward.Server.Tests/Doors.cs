using System.Net.Http.Json;
using System.Text;
using Ward.Server.Access;

namespace Ward.Server.Tests;

/// <summary>Every route of the API once, with a request that is well formed, and the permission that it needs; null where any sign-in will do.</summary>
internal static class Doors
{
    public static IReadOnlyList<Door> All { get; } =
    [
        new("GET", "/api/v1/status", Permission.See),
        new("GET", "/api/v1/me", null),
        new("GET", "/api/v1/feeds", Permission.See),
        new("GET", "/api/v1/feeds/water-json", Permission.See),
        new("GET", "/api/v1/feeds/water-json/decoders", Permission.See),
        new("PUT", "/api/v1/feeds/water-json/decoder", Permission.ChangeFeeds, new { decoder = "json" }),
        new("GET", "/api/v1/sources", Permission.See),
        new("GET", "/api/v1/sources/curl", Permission.See),
        new("GET", "/api/v1/intel/feeds", Permission.See),
        new("GET", "/api/v1/intel/check?value=192.0.2.1", Permission.See),
        new("POST", "/api/v1/intel/feeds/nope/try", Permission.Search),
        new("PUT", "/api/v1/intel/feeds/nope/on", Permission.ChangeFeeds, new { on = true }),
        new("GET", "/api/v1/city", Permission.See),
        new("GET", "/api/v1/city/assets/portal/software", Permission.See),
        new("GET", "/api/v1/incidents", Permission.See),
        new("GET", "/api/v1/incidents/inc-7d41", Permission.See),
        new("GET", "/api/v1/incidents/inc-7d41/after-action", Permission.See),
        new("POST", "/api/v1/incidents/inc-7d41/judgement", Permission.Judge, new { kind = "benign" }),
        new("GET", "/api/v1/risk", Permission.See),
        new("GET", "/api/v1/standing", Permission.See),
        new("GET", "/api/v1/standing/loss", Permission.See),
        new("GET", "/api/v1/standing/recommendations", Permission.See),
        new("GET", "/api/v1/standing/recommendations/nope", Permission.See),
        new("POST", "/api/v1/standing/recommendations/nope/decide", Permission.DecideRisk, new { state = "open" }),
        new("POST", "/api/v1/standing/recommendations/nope/done", Permission.SayDone, new { reason = "test" }),
        new("GET", "/api/v1/register", Permission.See),
        new("GET", "/api/v1/register/risk?id=nope", Permission.See),
        new("GET", "/api/v1/register/changes", Permission.See),
        new("POST", "/api/v1/register/decide", Permission.DecideRisk, new { id = "nope", status = "unchecked" }),
        new("GET", "/api/v1/risk/entity?kind=host&value=jump", Permission.See),
        new("GET", "/api/v1/incidents/inc-7d41/findings/nope/why", Permission.Search),
        new("GET", "/api/v1/rules", Permission.See),
        new("POST", "/api/v1/rules/filters/propose", Permission.Tune, new { incident = "inc-7d41", finding = "nope" }),
        new("POST", "/api/v1/rules/filters/preview", Permission.Tune, new { text = "nope" }),
        new("POST", "/api/v1/rules/filters", Permission.Tune, new { text = "nope" }),
        new("DELETE", "/api/v1/rules/filters/nope", Permission.Tune),
        new("GET", "/api/v1/plans", Permission.See),
        new("GET", "/api/v1/plans/inc-7d41-p", Permission.See),
        new("GET", "/api/v1/plans/nope/replay", Permission.ReadJournal),
        new("POST", "/api/v1/plans/nope/approve", Permission.Approve, new { hash = "00" }),
        new("POST", "/api/v1/plans/nope/reject", Permission.Approve, new { reason = "test" }),
        new("POST", "/api/v1/plans/nope/undo", Permission.Undo, new { reason = "test" }),
        new("POST", "/api/v1/plans/nope/steps/1/done", Permission.SayDone, new { reason = "test" }),
        new("POST", "/api/v1/release-all", Permission.ReleaseAll, new { reason = "test" }),
        new("POST", "/api/v1/resume", Permission.Resume, new { reason = "test" }),
        new("GET", "/api/v1/journal", Permission.ReadJournal),
        new("GET", "/api/v1/search?q=root", Permission.Search),
        new("GET", "/api/v1/export?q=root&format=csv", Permission.Export),
        new("GET", "/api/v1/hunts", Permission.Search),
        new("GET", "/api/v1/hunts/rules", Permission.Search),
        new("POST", "/api/v1/hunts", Permission.Hunt, new { query = "user:root" }),
        new("GET", "/api/v1/hunts/nope", Permission.Search),
        new("GET", "/api/v1/hunts/nope/findings", Permission.Search),
        new("GET", "/api/v1/hunts/nope/follow", Permission.Search),
        new("POST", "/api/v1/hunts/nope/pause", Permission.Hunt),
        new("POST", "/api/v1/hunts/nope/resume", Permission.Hunt),
        new("DELETE", "/api/v1/hunts/nope", Permission.Hunt),
        new("GET", "/api/v1/agents", Permission.See),
        new("POST", "/api/v1/agents", Permission.ManageAgents, new { address = "https://a:1", code = "WRONG", elements = new[] { "fw-edge" } }),
        new("GET", "/api/v1/users", Permission.ManageUsers),
        new("POST", "/api/v1/users", Permission.ManageUsers, new { name = "x", roles = Array.Empty<string>() }),
        new("PATCH", "/api/v1/users/nobody", Permission.ManageUsers, new { disabled = true }),
        new("POST", "/api/v1/users/nobody/invitation", Permission.ManageUsers, new { }),
        new("GET", "/api/v1/tokens", Permission.ManageTokens),
        new("POST", "/api/v1/tokens", Permission.ManageTokens, new { name = "bad name" }),
        new("DELETE", "/api/v1/tokens/nope", Permission.ManageTokens),
        new("POST", "/api/v1/ingest/water-json", Permission.Ingest, "{}"),
    ];
}

internal sealed record Door(string Method, string Path, Permission? Needs, object? Body = null)
{
    public HttpRequestMessage Request() => new(new HttpMethod(Method), Path) { Content = Body is null ? null : Body is string lines ? new StringContent(lines, Encoding.UTF8, "application/x-ndjson") : JsonContent.Create(Body) };
}
