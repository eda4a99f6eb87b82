using System.Text.RegularExpressions;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Server.Access;
using Ward.Server.Access.Tokens;
using Ward.Server.Application.Views;
using Ward.Trust.Roles;

namespace Ward.Server.Application;

/// <summary>Tokens for the command line and for senders of lines.</summary>
internal sealed partial class TokenDesk(Gate gate, IApiTokens tokens, IIngest ingest, Auditor auditor, TimeProvider time)
{
    public const int LongestDays = 366;

    public async Task<Answer<IReadOnlyList<TokenView>>> List(Caller who, CancellationToken stop) =>
        await gate.Refuses(who, Permission.ManageTokens) is { } refusal
            ? new Answer<IReadOnlyList<TokenView>>.Denied(refusal)
            : new Answer<IReadOnlyList<TokenView>>.Ok([.. (await tokens.All(stop)).Select(Tell)]);

    /// <summary>Feeds to which a token may be bound: those that take posts.</summary>
    public IReadOnlyList<string> Feeds => [.. ingest.Feeds.Where(f => f.Feed.Kind == FeedKind.Http).Select(f => f.Feed.Id.Value)];

    /// <summary>Nobody gives away more than he has: the roles must be the maker's own.</summary>
    public async Task<Answer<NewTokenView>> Create(Caller who, string? name, IReadOnlyList<string>? roles, string? feed, int days, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.ManageTokens) is { } refusal) return new Answer<NewTokenView>.Denied(refusal);
        if (name is null || !Name().IsMatch(name)) return new Answer<NewTokenView>.Invalid("name is 1 to 40 letters, digits, dots, dashes or underscores.");
        if (days is < 1 or > LongestDays) return new Answer<NewTokenView>.Invalid($"days is 1 to {LongestDays}.");
        var asked = roles?.Distinct().ToList() ?? [];
        if (asked.FirstOrDefault(r => !Role.All.Contains(r)) is { } unknown)
            return new Answer<NewTokenView>.Invalid($"There is no role '{Visible.Of(unknown, 40)}'; roles are {string.Join(", ", Role.All)}.");
        if (asked.Except(who.Roles).FirstOrDefault() is { } foreign) return new Answer<NewTokenView>.Denied($"You do not have the role {foreign}, so your token cannot have it.");

        if (feed is not null && asked.Count > 0) return new Answer<NewTokenView>.Invalid("A token for one feed posts lines and nothing else: leave out either feed or roles.");
        if (feed is not null && !Feeds.Contains(feed)) return new Answer<NewTokenView>.Invalid($"There is no feed '{Visible.Of(feed, 40)}' that takes posted lines.");

        var made = await tokens.Create(name, who.Name, asked, feed, time.GetUtcNow().AddDays(days), stop);
        await auditor.Note(who, "create-token", made.Token.Id, $"{name}: {(feed is not null ? $"lines of {feed}" : asked.Count == 0 ? "lines only" : string.Join(", ", asked))}, {days} days");
        return new Answer<NewTokenView>.Ok(new NewTokenView(Tell(made.Token), made.Secret));
    }

    public async Task<Answer<bool>> Revoke(Caller who, string id, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.ManageTokens) is { } refusal) return new Answer<bool>.Denied(refusal);
        if (!await tokens.Revoke(id, stop)) return new Answer<bool>.NotFound("token with this id");
        await auditor.Note(who, "revoke-token", id, "");
        return new Answer<bool>.Ok(true);
    }

    private TokenView Tell(TokenRow t) =>
        new(t.Id, t.Name, t.Owner, t.Roles, t.Feed, t.Created, t.Expires, t.Revoked is not null ? "revoked" : t.Expires <= time.GetUtcNow() ? "expired" : "active");

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,40}\z")]
    private static partial Regex Name();
}
