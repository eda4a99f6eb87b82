using System.Security.Claims;
using Ward.Server.Access;
using Ward.Server.Application;
using Ward.Server.Application.Views;

namespace Ward.Server.Api;

internal static class FeedApi
{
    public static void MapFeeds(this IEndpointRouteBuilder api)
    {
        var feeds = api.MapGroup("/feeds").WithTags("Feeds");

        feeds.MapGet("", async (ClaimsPrincipal user, FeedDesk desk) => (await desk.All(user.Caller())).Send())
            .WithName("listFeeds").WithSummary("Feeds with what was understood, what was not, and trouble").Needs(Permission.See)
            .Produces<IReadOnlyList<FeedView>>();

        feeds.MapGet("/{id}", async (string id, ClaimsPrincipal user, FeedDesk desk) => (await desk.Find(user.Caller(), id)).Send())
            .WithName("getFeed").WithSummary("One feed").Needs(Permission.See)
            .Produces<FeedView>().ProducesProblem(404);

        feeds.MapGet("/{id}/decoders", async (string id, ClaimsPrincipal user, FeedDesk desk) => (await desk.Decoders(user.Caller(), id)).Send())
            .WithName("listDecoders").WithSummary("Every decoder, and how many of the feed's sample lines it understands").Needs(Permission.See)
            .Produces<IReadOnlyList<DecoderView>>().ProducesProblem(404);

        feeds.MapPut("/{id}/decoder", async (string id, DecoderRequest body, ClaimsPrincipal user, FeedDesk desk) => (await desk.Correct(user.Caller(), id, body.Decoder)).Send())
            .WithName("chooseDecoder").WithSummary("Read the feed's new lines by another decoder; the configured one ends a correction").Needs(Permission.ChangeFeeds)
            .Produces<FeedView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);

        var sources = api.MapGroup("/sources").WithTags("Feeds");

        sources.MapGet("", async (ClaimsPrincipal user, HttpRequest http, ConnectDesk desk) => (await desk.All(user.Caller(), Reached(http))).Send())
            .WithName("listSources").WithSummary("The programs by which a source can be connected, each with the fragment to copy").Needs(Permission.See)
            .Produces<IReadOnlyList<ConnectView>>();

        sources.MapGet("/{source}", async (string source, string? feed, ClaimsPrincipal user, HttpRequest http, ConnectDesk desk) => (await desk.Tell(user.Caller(), source, feed, Reached(http))).Send())
            .WithName("connectSource").WithSummary("How one program is connected to a feed: its fragment with this server's address").Needs(Permission.See)
            .Produces<ConnectView>().ProducesProblem(400).ProducesProblem(404);
    }

    /// <summary>The address by which the caller reaches this server: what its senders reach as well.</summary>
    private static Uri Reached(HttpRequest http) => new($"{http.Scheme}://{http.Host}/");
}
