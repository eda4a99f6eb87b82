using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class JournalApi
{
    public static void MapJournal(this IEndpointRouteBuilder api) =>
        api.MapGet("/journal", async (ClaimsPrincipal user, JournalDesk desk, CancellationToken stop, string? kind = null, string? text = null, int limit = 200, bool verify = false) =>
                (await desk.Read(user.Caller(), new JournalQuery(kind, text, limit, verify), stop)).Send())
            .WithName("readJournal").WithTags("Journal").WithSummary("Transitions of plans, and the audit trail for those who may read it; verify=true recomputes its hash chain")
            .Needs(Permission.ReadJournal).Produces<JournalView>().ProducesProblem(400);
}
